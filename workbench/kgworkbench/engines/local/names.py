"""Names by which people are known: English given names and titles, Chinese surnames."""

__all__ = ["COMPOUND_SURNAMES", "GIVEN_NAMES", "HONORIFICS", "JOB_TITLES", "SURNAMES"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN_NAMES = _set(
    "Aaron Abdul Abraham Adam Adrian Ahmed Al Alan Albert Alberto Alec Alejandro Alex Alexander Alexandre Alexei"
    " Alfred Ali Alice Alison Allan Allen Alonzo Amanda Amir Amy Ana Anatoly Andre Andrea Andreas Andrei Andrew"
    " Andy Angela Anita Ann Anna Anne Annie Anthony Antoine Anton Antonio Archibald Arnold Arthur Ashley Augustus"
    " Barbara Barry Beatrice Ben Benjamin Bernard Bert Beth Betty Bill Billy Bob Bobby Boris Brad Bradley Brandon"
    " Brenda Brendan Brian Bruce Bryan Calvin Carl Carla Carlo Carlos Carmen Carol Caroline Catherine Cecil Chad"
    " Charles Charlie Charlotte Chris Christian Christina Christine Christopher Claire Clara Clarence Claude"
    " Claudia Clifford Clint Clive Colin Connie Conrad Craig Curtis Cynthia Cyril Dale Dan Daniel Danny Dave David"
    " Dean Deborah Dennis Derek Diana Diane Dick Diego Dmitri Dmitry Don Donald Donna Doris Dorothy Doug Douglas"
    " Duncan Dustin Dwight Earl Ed Eddie Edgar Edith Edmund Eduard Eduardo Edward Edwin Eileen Elaine Eleanor Elena"
    " Eli Elizabeth Ella Ellen Elmer Elsie Emily Emma Enrico Enrique Eric Erik Ernest Ernst Erwin Ethel Eugene Eva"
    " Evan Evelyn Fabio Felix Ferdinand Fernando Fidel Florence Frances Francesco Francis Francisco Franco Francois"
    " François Frank Franklin Franz Fred Frederick Friedrich Fritz Gabriel Gareth Gary Gavin Gene Geoff Geoffrey"
    " George Georges Gerald Gerard Gerhard Giacomo Gilbert Gina Giorgio Giovanni Giuseppe Glen Glenn Gloria Gordon"
    " Grace Graham Greg Gregory Guido Guillermo Gustav Guy Hannah Hans Harold Harriet Harris Harry Harvey Hassan"
    " Hazel Heather Hector Heinrich Helen Helmut Henri Henry Herbert Herman Hillary Hiroshi Horace Howard Hubert"
    " Hugh Hugo Humphrey Ian Ibrahim Igor Ingrid Irene Isaac Isabel Isabella Ivan Ivor Jack Jackie Jacob Jacqueline"
    " Jacques Jaime Jake James Jamie Jan Jane Janet Jason Javier Jay Jean Jeff Jeffrey Jennifer Jeremy Jerome Jerry"
    " Jesse Jessica Jesus Jill Jim Jimmy Jo Joachim Joan Joanna Joe Joel Johann Johannes John Johnny Jon Jonathan"
    " Jordan Jorge Jose José Josef Joseph Joshua Josephine Joyce Juan Judith Judy Jules Julia Julian Julie Julius"
    " June Justin Karen Karl Karla Kate Katherine Kathleen Kathryn Katie Kay Keith Kelly Ken Kenneth Kenny Kevin"
    " Kim Klaus Konrad Kurt Kyle Lance Larry Laura Lauren Laurence Lawrence Lech Lee Len Leo Leon Leonard Leonardo"
    " Leonid Leroy Leslie Lester Lewis Liam Lillian Linda Lionel Lisa Liz Lloyd Lois Lorenzo Lou Louis Louisa"
    " Louise Luc Lucas Lucia Lucille Lucy Ludwig Luigi Luis Luke Luther Lydia Lyndon Madeleine Malcolm Manuel Marc"
    " Marcel Marco Marcos Marcus Margaret Maria Marian Marie Marilyn Mario Marion Marjorie Mark Marlon Martha"
    " Martin Marvin Mary Matt Matthew Maureen Maurice Max Maxwell Megan Mel Melanie Melissa Melvin Michael Michel"
    " Michele Michelle Miguel Mike Mikhail Mildred Miles Milton Miriam Mitchell Mohamed Mohammad Mohammed Moses"
    " Muhammad Murray Nancy Naomi Nathan Nathaniel Ned Neil Nelson Nicholas Nick Nicolas Nicole Nigel Nikita"
    " Nikolai Niklaus Nils Noah Noel Nora Norma Norman Oleg Oliver Olivia Omar Orson Oscar Oskar Otto Owen Pablo"
    " Pamela Paolo Pat Patricia Patrick Paul Paula Pauline Pedro Peggy Penelope Percy Perry Pete Peter Phil Philip"
    " Philippe Phillip Phyllis Pierre Pietro Rachel Rafael Raj Ralph Ramon Randolph Randy Raul Ray Raymond Rebecca"
    " Reginald Rene Rex Ricardo Richard Rick Ricky Rita Robert Roberta Roberto Robin Rod Rodney Rodrigo Roger"
    " Roland Rolf Roman Ron Ronald Ronnie Rosa Rosalind Rose Rosemary Ross Roy Rudolf Rudolph Rudy Rupert Russ"
    " Russell Ruth Ryan Sally Salvador Sam Samantha Samuel Sandra Sara Sarah Saul Scott Sean Sebastian Serge Sergei"
    " Sergio Seth Seymour Shane Sharon Shaun Sheila Shirley Sidney Sigmund Silvia Simon Simone Sofia Sonia Sophia"
    " Sophie Spencer Stan Stanislav Stanley Stefan Stella Stephanie Stephen Steve Steven Stewart Stuart Sue Susan"
    " Suzanne Sven Sydney Sylvia Tamara Tara Taylor Ted Terence Teresa Terry Thelma Theodore Theresa Thomas Tim"
    " Timothy Tina Todd Tom Tommy Tony Tracy Trevor Tyler Ursula Valentina Valerie Vanessa Vera Vernon Veronica"
    " Vicki Victor Victoria Vincent Viola Virginia Vivian Vladimir Wallace Walter Wanda Warren Wayne Wendell Wendy"
    " Werner Wesley Wilbur Wilfred Wilhelm Will Willard William Willie Wilson Winston Wolfgang Woodrow Yasser Yuri"
    " Yves Yvonne Zachary Zoe"
)
"""Given names common in English texts."""

HONORIFICS = _set(
    "Mr Mrs Ms Miss Dr Sir Lord Lady Dame Rev Reverend Saint Prof King Queen Prince Princess Pope Emperor"
)
"""Titles that stand before a person's name and are close to being part of it; without their dot."""

JOB_TITLES = _set(
    "President Gov Governor Sen Senator Rep Representative Congressman Gen General Col Colonel Capt Captain Maj"
    " Major Lt Lieutenant Sgt Sergeant Cpl Corporal Adm Admiral Judge Justice Mayor Minister Premier Chancellor"
    " Secretary Ambassador Attorney Chairman Chairwoman Director Professor Officer Detective Sheriff Commissioner"
    " Inspector Archbishop Bishop Cardinal Father Sister Brother Rabbi Imam Ayatollah Sheikh Coach Councillor"
    " Councilman Deputy Spokesman Chief Vice-President Marshal Commander Taoiseach Prosecutor Superintendent Pvt"
    " Private Rear Brig Brigadier Hon Archduke Chairperson Speaker Counselor Councilwoman Congresswoman"
    " Secretary-General"
)
"""Titles of office that stand before a person's name; without their dot."""

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷"
    "施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳"
    "盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕"
    "晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽"
    "朴佘厉岑亓闵阙逄麦邰仝禹苟逯晁佟尚鄂璩柴戈耿寇巩聂敖訾"
    "井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺毕"
)
"""Chinese surnames of one character."""

COMPOUND_SURNAMES = (
    "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 长孙 宇文 东方 独孤 南宫 端木 完颜 耶律 西门 轩辕"
    " 拓跋 爱新觉罗"
).split()
"""Chinese surnames of two or more characters."""
