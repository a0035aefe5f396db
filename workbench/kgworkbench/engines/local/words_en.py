"""English words the engine knows: small words, words that open sentences, and nouns that head names of each kind."""

__all__ = [
    "ABBREVIATIONS",
    "COLLECTIVES",
    "FUNCTION",
    "HEADS",
    "MONTHS",
    "OPENERS",
    "PARTICLES",
    "ROLES",
    "SPEECH",
    "TAKES_FOR",
    "TAKES_OF",
    "WEEKDAYS",
]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Month names and their short forms, lower case, with the month's number."""

FUNCTION = _set(
    "a an the this that these those it its he she they we you i his her their our my your him them us me who whom"
    " whose which what when where why how and or but nor so yet if then than because although though while since"
    " until unless as at by for from in into of off on onto out over to toward towards under up upon with within"
    " without about above across after against along among amid around before behind below beneath beside besides"
    " between beyond despite down during except inside like near outside past per through throughout till via not"
    " no is are was were be been being am do does did done has have had having can could may might must shall"
    " should will would there here also both each either neither all any some many much more most other another"
    " such same own only just even still already again ever never now once however therefore thus moreover"
    " meanwhile furthermore nevertheless instead otherwise indeed perhaps first second third next last later"
    " earlier recently today yesterday tomorrow whether every few several less least none nobody nothing everyone"
    " everybody everything someone somebody something anyone anything one two three four five six seven eight nine"
    " ten eleven twelve its' it's he's she's that's there's they're i'm we're don't didn't let according including"
    " following"
)
"""Words that never make a name alone."""

OPENERS = _set(
    "born died founded located based known named called given originally initially eventually finally subsequently"
    " previously formerly currently today nowadays often sometimes usually generally typically mainly mostly"
    " largely approximately nearly almost about additionally similarly likewise consequently accordingly hence"
    " alternatively interestingly notably unfortunately fortunately apparently clearly obviously certainly surely"
    " possibly probably working using being having making taking according including following starting beginning"
    " speaking writing considered described regarded following built designed written directed produced released"
    " published established created introduced developed led inspired set played elected appointed educated raised"
    " married suspected convicted asked examples example members people men women children officials"
    " police authorities residents critics scientists researchers experts students workers farmers soldiers troops"
    " reporters analysts economists investors government state federal national local international political"
    " economic military public private new old former early late great small large big high low young good bad best"
    " worst real true full whole main major minor key top left right left-wing right-wing support supporters"
    " opposition results voters candidates elections parties leaders news text photo report reports sources source"
    " note notes see says said say ask tell thanks thank yes well oh ok please sorry hello dear sir madam welcome"
    " next previous another further total overall half part parts much back way years year months month weeks week"
    " days day hours morning evening night spring summer autumn fall winter meanwhile elsewhere inside outside"
    " nearby together apart alone only upon among amongst notwithstanding fire"
    " firefighters flooding rain snow winds storm storms smoke water oil gas dozens hundreds thousands millions"
    " scores most lot lots plenty group groups number numbers film films movie movies book books music album albums"
    " song songs series show shows game games story stories history science technology art arts education health"
    " business sports politics religion law war peace love life death time times place places world earth thing"
    " things name names word words language work works"
)
"""Words that open a sentence with a capital yet are seldom a name."""

WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
"""Days of the week, lower case."""

PARTICLES = _set(
    "de la le du des del della di da do dos das van von der den ter ten zu zur al el bin ibn bint ben y e af av ul"
)
"""Lower-case words inside names of persons and of things in other languages."""

COLLECTIVES = _set(
    "people children women men workers farmers teachers students veterans miners writers artists lawyers engineers"
    " players fathers mothers soldiers sailors citizens consumers peoples nurses journalists lady ladies girls boys"
    " actors authors managers employees physicians doctors patients parents merchants traders bankers fishermen"
    " seamen"
)
"""Plurals whose possessive opens an organisation's name: Workers' Party."""

TAKES_OF = _set(
    "university institute institution bank department ministry republic kingdom isle gulf bay cape church house"
    " academy college school board council court office bureau party union league front federation association"
    " society museum battle treaty declaration order duke duchess earl marquess baron count countess lord state"
    " states city province district parliament congress assembly history art arts book journal theory origin game"
    " alliance movement confederation conference chamber library center centre temple cathedral tower bridge port"
    " strait sea lake mount hill valley university commonwealth dominion principality duchy archdiocese diocese"
    " county town village borough bishop archbishop act bill charter statute convention accord peace war siege"
    " invasion revolution feast fall rise legend tale tales song prince princess king queen emperor hall fellowship"
    " hospital group company corporation commission committee agency organization organisation brotherhood"
    " daughters sons knights friends voice voices call return curse secret master lords community coalition list"
    " leagues house ministers foundation institutes faculty laboratory conservatory gallery garden gardens field"
    " fields forest isles islands island coast peninsula plains world way wheel age day night man woman dance"
    " liberals democrats socialists conservatives greens left right reform initiative action popular unity dawn"
    " youth bride son daughter house lady land heart children birth death city cities medal prize award star cross"
    " order legion"
)
"""Nouns that go on with "of": University of …"""

TAKES_FOR = _set(
    "party union league front federation association society alliance movement center centre institute institution"
    " council committee commission agency campaign organization organisation foundation coalition fund group prize"
    " award medal ministry department office bureau network forum initiative congress laboratory school society"
    " action voices voice families physicians doctors citizens people liberals democrats greens peace partnership"
    " action rally democrats justice freedom list unity academy conference"
)
"""Nouns that go on with "for": Alliance for …"""

SPEECH = _set(
    "said says say told asked added replied explained wrote argued claimed denied noted stated announced believed"
    " thought knew felt hoped wanted tried married died lived worked studied taught graduated moved joined retired"
    " resigned starred recalled testified pleaded confessed smiled laughed attended"
)
"""Verbs whose subject is a person."""

ROLES = _set(
    "actor actress activist adviser advisor agent ambassador analyst anthropologist archaeologist architect artist"
    " assassin assistant astronaut astronomer athlete attorney author aunt banker baron biologist bishop botanist"
    " boxer boss brother businessman businesswoman cameraman candidate captain cardinal cellist chairman chairwoman"
    " champion chancellor chef chemist chief choreographer citizen clerk coach colleague columnist comedian"
    " commander commissioner composer conductor congressman consul consultant correspondent councillor countess"
    " cousin critic dancer dancer daughter deputy designer detective dictator diplomat director doctor drummer"
    " economist editor emperor engineer entrepreneur executive explorer father filmmaker fisherman footballer"
    " founder friend general geneticist geographer geologist governor grandfather grandmother grandson guitarist"
    " guru gunman guerrilla hero heir historian husband illustrator industrialist inventor investigator jockey"
    " journalist judge killer king lawmaker lawyer leader lecturer legislator linguist logician magician magnate"
    " manager mathematician mayor mechanic member merchant minister missionary monk mother musician naturalist"
    " nephew niece nobleman novelist nun nurse officer official painter pastor patient philanthropist philosopher"
    " photographer physician physicist pianist pilot pioneer player playwright poet policeman politician pope"
    " premier president priest prime_minister prince princess principal producer professor programmer prosecutor"
    " psychiatrist psychologist publisher queen rabbi rapper rector reformer reporter representative researcher"
    " scholar scientist screenwriter sculptor secretary senator sergeant sheriff singer sister skater sociologist"
    " soldier songwriter son soprano spokesman spokeswoman statesman student superintendent surgeon surveyor"
    " suspect teacher tenor terrorist theologian theorist trainer treasurer tutor tycoon uncle victim violinist"
    " warrior widow widower wife winner witness worker wrestler writer"
)
"""Nouns that say what a person is."""

_HEADS_BY_KIND: dict[str, str] = {
    "party": "party bloc parti partei partido partito partij",
    "government": (
        "government ministry senate parliament congress court house assembly department bundestag knesset duma"
        " cabinet administration bureau commission legislature politburo pentagon kremlin"
    ),
    "school": "university college academy school institute polytechnic seminary universität université",
    "company": (
        "inc corp corporation company co ltd plc gmbh ag airlines airways bank bros motors industries"
        " enterprises holdings industry records studios pictures press publishers stores systems technologies"
        " motor electronics telephone insurance brewery railway railroad associates partners securities"
    ),
    "media": (
        "times post news journal herald tribune gazette radio television tv network magazine broadcasting"
        " chronicle daily observer guardian newspaper weekly telegraph"
    ),
    "team": "fc united rovers wanderers team lakers club",
    "band": "band orchestra quartet trio ensemble choir philharmonic symphony",
    "organisation": (
        "organization organisation association society union federation league committee council agency board"
        " institution foundation authority service services group front movement army navy force forces guard"
        " police alliance center centre laboratory laboratories labs office fund museum library hospital church"
        " corps brigade division command confederation coalition society conference chamber order trust team"
        " commission democrats socialists liberals conservatives greens republicans communists congress network"
        " initiative secretariat embassy mafia cartel observatory"
    ),
    "country": "republic kingdom empire commonwealth union federation",
    "region": "province county state district region territory prefecture oblast canton governorate peninsula",
    "city": "city town village borough township burgh",
    "nature": (
        "river mountain mountains lake island islands sea ocean bay gulf valley desert forest creek peak hills"
        " hill falls canyon cape strait glacier coast beach volcano reef isle isles delta plateau basin canal"
    ),
    "building": (
        "bridge tower palace castle cathedral temple hall stadium arena theatre theater airport station hotel"
        " plant prison square street avenue road boulevard park gardens building monument fort base plaza"
        " chapel abbey garden gate mansion villa mosque synagogue zoo highway dam mine reservoir cemetery"
        " campus pavilion"
    ),
    "election": "election elections referendum by-election primary primaries caucus",
    "war": (
        "war battle revolution uprising rebellion siege conflict crusade invasion coup revolt massacre insurrection"
    ),
    "event": (
        "festival olympics games championship championships cup tournament summit conference exhibition expo"
        " ceremony earthquake hurricane protests riots crisis scandal strike disaster accident trial debate"
        " convention tour prix open affair campaign congress famine pandemic assassination"
    ),
    "award": "award awards prize medal oscar emmy grammy fellowship honour honor trophy order cross",
    "law": (
        "act bill treaty agreement accord accords constitution pact protocol charter law amendment code"
        " convention declaration"
    ),
    "article": "review letters proceedings transactions bulletin",
    "era": "dynasty era period age century renaissance",
    "language": "language dialect",
    "software": "software browser",
    "artifact": (
        "machine engine computer rifle missile aircraft ship telescope calculator rocket satellite shuttle cannon"
    ),
    "concept": "theorem theory principle effect law equation algorithm method paradox model",
    "group": "people peoples tribe",
}
HEADS: dict[str, tuple[str, ...]] = {}
"""The last word of a name, lower case, and the kinds such names are of, likeliest first."""
for _kind, _text in _HEADS_BY_KIND.items():
    for _word in _text.split():
        HEADS[_word] = (*HEADS.get(_word, ()), _kind)

ABBREVIATIONS = (
    "St Mr Mrs Ms Dr Jr Sr Gov Sen Rep Gen Col Capt Lt Sgt Maj Cpl Adm Prof Rev Hon Inc Corp Co Ltd Bros Mt Ft No"
    " vs Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore"
    " Pa Tenn Tex Va Vt Wash Wis Wyo Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ph Messrs Pvt Brig Supt"
).split()
"""Short forms whose dot belongs to them."""
