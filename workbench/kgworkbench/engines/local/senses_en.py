"""What everybody knows of how common relations are said in English: one entry for each sense a relation may have."""

__all__ = ["SENSES_EN"]

_LEADERS = (
    "president|premier|prime minister|king|queen|leader|foreign minister|mayor|governor|minister|ambassador|chancellor"
    "|emperor|dictator|ruler|senator|congressman|gov.|sen.|rep.|representative|secretary of state"
)
_OFFICERS = (
    "president|vice president|director|chairman|chairwoman|chair|head|chief|spokesman|spokeswoman|member|founder"
    "|leader|editor|manager|secretary|analyst|economist|professor|officer|executive|agent|attorney|lawyer|chief"
    " executive|researcher|scientist|coach|official|administrator|correspondent|reporter|ceo|co-founder|engineer"
    "|lecturer|commissioner|secretary-general|general secretary|employee|partner|dean|curator|captain"
)
_LOCALS = (
    "leader|author|writer|historian|poet|lawyer|prosecutor|politician|congressman|native|resident|teacher|farmer"
    "|student|police chief"
)
_SIDES = (
    "northern|southern|eastern|western|central|northeastern|southeastern|northwestern|southwestern|south-east|north-east"
    "|south-west|north-west|the northern part of|the southern part of|the eastern part of|the western part of"
    "|the southeastern part of|the northeastern part of"
)
_DEATHS = "murder|assassination|killing|slaying|shooting|death"

SENSES_EN = rf"""
live | person > place | live reside inhabit home hometown dwell settle residence resident lives_in
 lives in; lived in; living in; resides in; native of; resident of; residents of; grew up in; raised in
 settled in; citizen of
 0.6 {{head}} of {{tail}}
 0.75 {{head}}, of {{tail}}
 0.7 {{head}}, ... of {{tail}}
 0.7 {{head}} from {{tail}}
 0.45 {{head}} in {{tail}}
 {{tail}}'s ({_LEADERS}) {{head}}
 {{tail}}'s ({_LEADERS}), {{head}}
 {{head}} ... ({_LEADERS}) of {{tail}}
 {{head}} ... (native|hometown|home town|hometown of|native of|home state of) {{tail}}
 {{tail}} ... ({_LOCALS}) {{head}}
 {{tail}} ({_LEADERS}|businessman|resident|lawyer|attorney|native|writer|author|historian|poet|prosecutor) {{head}}
 ({_LEADERS}) of {{tail}}, {{head}}
 {{head}}, ({_LEADERS}) of {{tail}}
 {{head}}, (the|a|an|then|former)? ... (r|d)-{{tail}}
 {{head}}, who (lives|lived|grew up|was raised|resides) (in|near) {{tail}}
 0.7 (moved|returned|home|exile|fled|emigrated) (to|in) {{tail}}
 {{head}} (of|from) {{tail}}
 {{head}}'s {{tail}} (home|house|apartment|residence|office)
born | person > place | born birth birthplace origin native placeofbirth birth_place cityofbirth
 born in; born at; born near; native of
 born in {{tail}}, {{head}}
 {{head}} was born ... in {{tail}}
 {{head}} ({{tail}}
die_in | person > place | died deathplace placeofdeath
 died in; died at; buried in; death in
nationality | person > country | nationality citizen citizenship
 citizen of; national of
 {{head}} is a ... from {{tail}}
 {{tail}}'s {{head}}
 {{tail}} ... (writer|author|actor|actress|singer|player|scientist|politician|president|athlete|director) {{head}}
work | person > organisation | work employ employer employee staff job member membership serve lead represent
 = head affiliation affiliated position works_for belongs join chairman director ceo
 works for; worked for; works at; worked at; working for; employed by; joined; hired by; served in; serves on
 appointed to; taught at; teaches at; fired by; professor at; on the staff of; member of; works with
 worked with
 {{head}} of {{tail}}
 0.75 {{head}}, of {{tail}}
 {{head}} at {{tail}}
 0.7 {{head}} with {{tail}}
 0.75 {{head}}, ... (of|at|for|with) {{tail}}
 0.6 {{head}}, ... in {{tail}}
 {{head}}, (a|an|the|then|former|another|who is)? ... ({_OFFICERS}) ... (of|at|for|with|in) {{tail}}
 {{head}}, (a|an|the|then|former|another)? ... {{tail}} ... ({_OFFICERS})
 {{tail}} ({_OFFICERS}) {{head}}
 {{tail}} ... ({_OFFICERS}) {{head}}
 {{tail}}'s ... {{head}}
 {{tail}}'s ... ({_OFFICERS}), {{head}}
 0.7 {{tail}}, {{head}}
 ({_OFFICERS}) of {{tail}}, {{head}}
 ({_OFFICERS}) (of|at|for) {{tail}}, {{head}}
 0.6 {{head}}'s ... {{tail}}
 {{head}} from {{tail}}
 {{head}} (is|was|became|becomes) ... ({_OFFICERS}) ... (of|at|for|with|in) {{tail}}
 0.6 {{head}} ({{tail}})
founder | organisation > person | founder founded found establish establisher creator foundedby
 founded by; established by; co-founded by; founded; established; co-founded; set up by; started by; founder of
 co-founder of; created by
 {{head}} founder {{tail}}
 {{tail}}, ... founder of {{head}}
study | person > organisation | study student educated education alma_mater almamater graduate alumni attended degree
 studied at; graduated from; degree from; student at; attended; educated at; enrolled at; graduate of
 alumnus of; doctorate from; degree at
based | organisation > place | based base headquarter headquarters headquartered seat office located location operate
 based in; headquartered in; headquarters in; located in; office in; offices in; campus in
 {{head}} in {{tail}}
 {{head}} of {{tail}}
 0.75 {{head}} at {{tail}}
 {{head}}, {{tail}}
 {{head}}, in {{tail}}
 0.75 {{head}}, a {{tail}}
 0.7 {{head}}, (a|an|the) ... in {{tail}}
 {{tail}}-based {{head}}
 {{tail}}'s {{head}}
 {{tail}} ({{head}})
 0.75 {{tail}} ... ({{head}})
 0.75 {{tail}}, {{any}} ... ({{head}})
 0.55 in {{tail}}, {{head}}
 {{tail}} {{head}}
 {{tail}} (company|firm|newspaper|agency|daily|weekly|government|state|television|radio) {{head}}
 {{head}} (opened|has|operates) ... in {{tail}}
located | place > place | located location lie situated within inside part locate in containedby ~contain
 = ~contains ~include
 located in; situated in; lies in; part of; borough of; suburb of; province of; district of
 {{head}}, {{tail}}
 {{head}} in {{tail}}
 {{head}}, in {{tail}}
 {{head}} of {{tail}}
 {{head}}, (a|an|the) ... (in|of) {{tail}}
 {{head}} is (in|located in|part of) {{tail}}
 {{head}} (is|was) (a|an|the|one of) ... (in|of) {{tail}}
 {{head}} (is|was) (the|a|one of) ... {{tail}}'s
 {{tail}}'s {{head}}
 {{tail}}'s ... (city|town|village|port|capital|province|state|region|district|island) (of)? {{head}}
 {{tail}}'s (capital|largest city), {{head}}
 {{tail}} ... (city|town|village|port|capital|province) of {{head}}
 (capital|part|coast|region|province|district|suburb) of {{tail}}, {{head}}
 (in|from|near|at) the {{tail}} (city|town|village|port|capital|province|region) of {{head}}
 {{head}} ... (in|of) ({_SIDES}) {{tail}}
 {{head}}, ({_SIDES}) {{tail}}
capital | country > city | capital
 capital of; capital
 {{head}}'s capital (of)? {{tail}}
 {{head}}'s capital, {{tail}}
 {{tail}}, the capital of {{head}}
 {{head}} ... capital of {{tail}}
kill | person > person | kill murder assassinate slay shoot victim kill_by
 killed; murdered; assassinated; shot; killing; assassinating; shooting; murdering; slew; gunned down; stabbed
 poisoned
 {{head}}, ... assassin of {{tail}}
 {{head}}, (who|the man who) ... (killed|shot|assassinated|murdered) {{tail}}
 (assassin|killer|murderer|slayer) of {{tail}}, {{head}}
 {{tail}} (assassin|killer|murderer|gunman) {{head}}
 {{tail}}'s ... (assassin|killer|murderer) ... {{head}}
 {{head}} ... ({_DEATHS}) of {{tail}}
 {{head}} ... {{tail}}'s ({_DEATHS})
 ({_DEATHS}) ... of {{tail}} ... by {{head}}
 {{tail}}'s ({_DEATHS}) .... {{head}}
 0.6 {{head}} .... (after|for|in|before|since|with) the ({_DEATHS}) of {{tail}}
 {{tail}} was ... (killed|shot|assassinated|murdered) by {{head}}
 {{head}} ... (convicted|accused|guilty|charged) ... of ... {{tail}}
 {{head}} ... (firing|fired|shooting) ... at ... {{tail}}
subsidiary | organisation > organisation | owner parent owned subsidiary division acquire parentcompany ownedby
 owned by; subsidiary of; division of; unit of; acquired by; part of; bought by; belongs to; sold to
 {{head}}, a ... (subsidiary|unit|division|arm|branch) of {{tail}}
 {{tail}}'s ... (subsidiary|unit|division|arm) {{head}}
part | any > any | part part_of partof belong component subset ~contains ~haspart ~has_part ~consists
 part of; belongs to; member of; component of; division of; branch of; wing of; affiliated with; affiliated to; one of
 {{tail}}, including {{head}}
 {{tail}} (such as|including|composed of|consisting of|made up of|comprising) {{head}}
role | any > any | role position office function
 candidate for; member of; leader of; represented; joined; led; chaired; headed; professor at; works for; appointed
 0.7 {{head}} of {{tail}}
 0.6 {{head}} ({{tail}})
 0.6 {{head}} for {{tail}}
 {{head}}, ... ({_OFFICERS}) of {{tail}}
 {{tail}} (candidate|leader|mp|incumbent|senator|politician|{_OFFICERS}) {{head}}
 0.6 {{tail}}'s ... {{head}}
temporal | any > event | temporal time date when during period happen
 contested; participated in; took part in; competed in
 (in|at|during|since|after|before|following|from|for) {{tail}}, ... {{head}}
 0.6 {{head}} ... (in|at|during|since|until|before|after) {{tail}}
origin | any > any | origin derive derived originate source
 founded by; established by; split from; successor of; breakaway from; merger of; formed from; emerged from
 descended from; derived from; created by; developed by; invented by; proposed by; splinter group of; based on
affiliation | any > any | affiliation affiliated general_affiliation ideology religion genre
 0.6 {{tail}} {{head}}
 {{head}} (is|was) a ... {{tail}}
 {{head}}, a ... {{tail}}
 supporter of; follower of; adherent of
party | person > party | party politicalparty political_party
 member of; joined; candidate for; leader of
 {{head}} ({{tail}})
 {{tail}} (candidate|leader|mp|incumbent|member|senator|politician) {{head}}
 {{head}} of {{tail}}
 {{tail}}'s {{head}}
author | work > person | author writer written wrote writes penned writtenby
 written by; wrote; author of; authored; novel by; book by; penned; writer of; published; co-wrote; by
 {{tail}}'s (novel|book|poem|play|essay|story|memoir|article|paper|autobiography)? {{head}}
 {{head}}, (a|the)? ... by {{tail}}
 {{head}} ({{tail}})
director | work > person | director directed directs directedby filmmaker
 directed by; directed; director of; film by; directs
 {{tail}}'s (film|movie|drama|comedy)? {{head}}
producer | work > person | producer produced producedby
 produced by; produced; producer of
screenwriter | work > person | screenwriter screenplay scriptwriter
 screenplay by; written by; wrote the screenplay for; script by
cast | work > person | cast star starring actor actress castmember appears
 starring; starred in; stars in; stars; acted in; appeared in; played in; cast in; featuring
performer | work > person | performer singer performed sing artist recorded performedby musician
 sung by; performed by; recorded by; song by; album by; single by; sang; recorded; released by; performed
 {{tail}}'s (song|album|single|hit)? {{head}}
composer | work > person | composer composed music composedby
 composed by; composed; music by; composer of; score by
lyricist | work > person | lyricist lyrics
 lyrics by; words by; lyricist of
character | work > person | character protagonist hero fictional
 protagonist; main character; character in; hero of; heroine of
publisher | work > organisation | publisher published publishedby publishes
 published by; publisher of; published; publishes; released by
adapted | work > work | adapted adaptation basedon based
 based on; adapted from; adaptation of; inspired by
maker | any > organisation | manufacturer maker developer developed produced manufactured produces makes developedby
 made by; developed by; manufactured by; produced by; built by; released by; makes; manufactures; developed
 {{tail}}'s {{head}}
inventor | any > person | inventor invented discovered discoverer designed designer developed creator invent
 = discover createdby
 invented by; designed by; discovered by; created by; developed by; proposed by; introduced by; conceived by
 invented; designed; discovered; inventor of; devised by
award | person > award | award awards prize won receive received honour honor wins
 won; received; awarded; was awarded; winner of; recipient of; laureate; honoured with; received the
nominee | person > award | nominated nominee nomination
 nominated for; nominee for
participant | any > event | participant participated participate took_part compete fought
 participated in; took part in; competed in; fought in; attended; played in; during
 {{tail}} ... (between|with) {{head}}
event_place | event > place | location place held venue located where takes_place
 held in; took place in; hosted by; fought in; held at
 {{head}} in {{tail}}
 {{head}} of {{tail}}
 {{head}}, {{tail}}
event_date | event > time | date when time year held pointintime
 held in; held on; took place in; took place on; in; on; occurred in
release | work > time | release released premiere publication published date year aired
 released in; released on; published in; premiered on; aired on; premiered in; released; published
 {{head}} ({{tail}})
founding_date | organisation > time | founded established founding inception date year formed foundation
 founded in; established in; formed in; founded on; created in; opened in; set up in; since
birth_date | person > time | birth born birthday dateofbirth birthdate
 born on; born in; born
 {{head}} ({{tail}}
death_date | person > time | death died dateofdeath
 died on; died in; died; death on
defeat | any > any | defeat win won beat lose lost victory
 defeated; beat; won; lost; defeated by; defeating; lost to; elected; re-elected; victory over; winning
opponent | any > any | oppose opposed opposite opponent against rival enemy
 opposed; opposed to; against; opposition to; rival; rivals; opposes; opposing; criticised; fought against
alias | any > any | alias named abbreviation abbreviated acronym aka known_as nickname alternative synonym
 {{tail}} ({{head}})
 {{tail}} ({{head}},
 {{tail}}, or {{head}}
 {{tail}}, known as {{head}}
 known as; renamed; also called; abbreviated as; nicknamed
named_after | any > any | named_after namesake eponym call_after
 named after; named in honour of; named for; bears the name of; commemorates; called after
succeed | any > any | successor succeeded succeed replaced follow ~predecessor ~preceded
 succeeded by; replaced by; successor
influence | any > any | influenced influence inspired influencedby
 influenced by; inspired by; influence on
cause | any > any | cause caused causes lead_to result effect
 caused; led to; resulted in; causes; leads to; due to; because of; triggered
use | any > any | use uses used usage using employs
 uses; used; using; used in; used for; employs; applied to
treat | any > any | treat treats treatment cure
 treats; treated with; used to treat; treatment of; cure for
compare | any > any | compare compared comparison
 compared to; compared with; similar to; outperforms; versus
kind | any > any | typeof type_of instanceof instance_of subclass subclassof isa is_a kind kindof hypernym
 kind of; type of; is a; was a; form of
 {{tail}} (such as|like|including) {{head}}
 {{head}} and other {{tail}}
language | any > language | language written_in language_spoken languages
 written in; spoken in; speaks; language of; in
ally | person > person | ally friend friendship social acquaintance colleague collaborate collaborated
 friend of; friend; ally of; colleague of; worked with; together with; collaborated with; met; married
 {{head}} and {{tail}}
"""
"""Each entry: name | kinds of its head > kinds of its tail | words that mean it (``~`` the other way round), then
lines of cues, separated by semicolons, with a weight before them where it is not the usual one."""
