"""Places everybody knows: countries and their peoples, American states, large cities, Chinese provinces, dynasties."""

__all__ = ["DEMONYMS", "ERAS_ZH", "ORGANISATIONS", "PLACES", "PLACES_ZH"]


def _set(text: str) -> frozenset[str]:
    return frozenset(name.replace("_", " ") for name in text.split())


_COUNTRIES = _set(
    "Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain"
    " Bangladesh Barbados Belarus Belgium Belize Benin Bhutan Bolivia Bosnia Bosnia_and_Herzegovina Botswana Brazil"
    " Brunei Bulgaria Burma Burundi Cambodia Cameroon Canada Chad Chile China Colombia Congo Costa_Rica Croatia"
    " Cuba Cyprus Czech_Republic Czechoslovakia Denmark Dominican_Republic East_Germany East_Timor Ecuador Egypt"
    " El_Salvador England Eritrea Estonia Ethiopia Fiji Finland France Gabon Gambia Georgia Germany Ghana"
    " Great_Britain Greece Greenland Grenada Guatemala Guinea Guyana Haiti Honduras Hong_Kong Hungary Iceland India"
    " Indonesia Iran Iraq Ireland Israel Italy Ivory_Coast Jamaica Japan Jordan Kazakhstan Kenya Kosovo Kuwait"
    " Kyrgyzstan Laos Latvia Lebanon Lesotho Liberia Libya Liechtenstein Lithuania Luxembourg Macedonia Madagascar"
    " Malawi Malaysia Maldives Mali Malta Mauritania Mauritius Mexico Moldova Monaco Mongolia Montenegro Morocco"
    " Mozambique Myanmar Namibia Nepal Netherlands New_Zealand Nicaragua Niger Nigeria North_Korea North_Macedonia"
    " Northern_Ireland Norway Oman Pakistan Palestine Panama Papua_New_Guinea Paraguay Persia Peru Philippines"
    " Poland Portugal Prussia Puerto_Rico Qatar Republic_of_China Republic_of_Ireland Romania Russia Rwanda"
    " Saudi_Arabia Scotland Senegal Serbia Sierra_Leone Singapore Slovakia Slovenia Somalia South_Africa"
    " South_Korea South_Sudan Soviet_Union Spain Sri_Lanka Sudan Suriname Swaziland Sweden Switzerland Syria Taiwan"
    " Tajikistan Tanzania Thailand Togo Tonga Trinidad_and_Tobago Tunisia Turkey Turkmenistan UAE Uganda UK Ukraine"
    " United_Arab_Emirates United_Kingdom United_States United_States_of_America Uruguay USA USSR U.S. U.S U.K."
    " U.S.A. U.S.S.R. US Uzbekistan Vatican_City Venezuela Vietnam Wales West_Germany Yemen Yugoslavia Zaire Zambia"
    " Zimbabwe Ottoman_Empire Roman_Empire British_Empire People's_Republic_of_China Holy_Roman_Empire"
)
_REGIONS = _set(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois"
    " Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri"
    " Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico North_Carolina North_Dakota Ohio Oklahoma Oregon"
    " Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia West_Virginia"
    " Wisconsin Wyoming Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich."
    " Minn. Miss. Mo. Mont. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nev. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Va."
    " Vt. W.Va. Wash. Wis. Wyo. D.C. Ontario Quebec Manitoba Saskatchewan Alberta British_Columbia Nova_Scotia"
    " New_Brunswick Newfoundland Yukon Quebec Bavaria Saxony Catalonia Andalusia Tuscany Sicily Sardinia Lombardy"
    " Normandy Brittany Provence Flanders Wallonia Cornwall Devon Kent Essex Sussex Surrey Yorkshire Lancashire"
    " Norfolk Suffolk Cambridgeshire Oxfordshire Buckinghamshire Hampshire Wiltshire Cheshire Ulster Siberia Crimea"
    " Chechnya Kashmir Punjab Bengal Gujarat Kerala Maharashtra Tamil_Nadu Karnataka Queensland Victoria"
    " New_South_Wales Tasmania Tibet Xinjiang Manchuria Guangdong Sichuan Hunan Hubei Henan Hebei Shandong Zhejiang"
    " Jiangsu Fujian Yunnan Africa Asia Europe North_America South_America Latin_America Central_America"
    " Middle_East Antarctica Oceania Scandinavia Balkans Caribbean Caucasus East_Asia Southeast_Asia Eastern_Europe"
    " Western_Europe Central_Europe Midwest New_England Gaza West_Bank Silesia Anatolia Mesopotamia Transylvania"
    " Bohemia Moravia Galicia Polynesia Patagonia Lapland Burgundy Abkhazia Donbas"
)
_CITIES = _set(
    "Aachen Aberdeen Accra Addis_Ababa Adelaide Albany Albuquerque Aleppo Alexandria Algiers Amman Amsterdam"
    " Anchorage Ankara Antwerp Athens Atlanta Atlantic_City Auckland Augusta Austin Baghdad Baku Baltimore"
    " Bangalore Bangkok Barcelona Basel Basra Beijing Beirut Belfast Belgrade Berkeley Berlin Bern Bethlehem"
    " Birmingham Boise Bologna Bombay Bonn Bordeaux Boston Brasilia Bremen Brisbane Bristol Brooklyn Brussels"
    " Bucharest Budapest Buenos_Aires Buffalo Cairo Calcutta Cambridge Canberra Cape_Town Caracas Cardiff"
    " Casablanca Charleston Charlotte Chicago Cincinnati Cleveland Cologne Columbus Copenhagen Cork Coventry Dakar"
    " Dallas Damascus Delhi Denver Des_Moines Detroit Dhaka Dresden Dubai Dublin Durham Düsseldorf Edinburgh"
    " El_Paso Eindhoven Exeter Florence Fort_Worth Frankfurt Geneva Genoa Ghent Glasgow Gothenburg Göttingen Graz"
    " Guadalajara Guatemala_City Hague Haifa Hamburg Hamilton Hanoi Hanover Harare Hartford Havana Heidelberg"
    " Helsinki Hiroshima Hollywood Honolulu Houston Indianapolis Innsbruck Islamabad Istanbul Jacksonville Jakarta"
    " Jerusalem Johannesburg Kabul Kampala Kansas_City Karachi Kathmandu Khartoum Kiev Kingston Kinshasa Knoxville"
    " Kobe Kolkata Krakow Kuala_Lumpur Kuwait_City Kyiv Kyoto Lagos Lahore Las_Vegas Leeds Leicester Leipzig"
    " Leningrad Liège Lima Lisbon Liverpool London Long_Beach Los_Angeles Louisville Lucknow Luxembourg Lyon Madras"
    " Madrid Malmö Managua Manchester Manhattan Manila Marseille Mecca Medina Melbourne Memphis Mexico_City Miami"
    " Milan Milwaukee Minneapolis Minsk Mogadishu Montevideo Montreal Moscow Mumbai Munich Nagasaki Nairobi Nanjing"
    " Naples Nashville New_Delhi New_Haven New_Orleans New_York New_York_City Newark Newcastle Nice Nottingham"
    " Nuremberg Oakland Odessa Omaha Orlando Osaka Oslo Ottawa Oxford Palermo Palo_Alto Panama_City Paris Pasadena"
    " Perth Philadelphia Phnom_Penh Phoenix Pisa Pittsburgh Plymouth Portland Prague Pretoria Princeton Providence"
    " Pyongyang Quebec_City Quito Raleigh Rangoon Richmond Riga Rio_de_Janeiro Riyadh Rome Rotterdam Sacramento"
    " Saigon Salt_Lake_City Salzburg San_Antonio San_Diego San_Francisco San_Jose San_Juan San_Salvador Santa_Fe"
    " Santiago Santo_Domingo Sao_Paulo Sarajevo Savannah Seattle Seoul Seville Shanghai Sheffield Shenzhen Sofia"
    " Southampton St._Louis St._Petersburg Stanford Stockholm Strasbourg Stuttgart Sydney Syracuse Taipei Tallinn"
    " Tampa Tashkent Tbilisi Tehran Tel_Aviv Tokyo Toledo Toronto Toulouse Trenton Tripoli Tucson Tulsa Tunis Turin"
    " Ulaanbaatar Uppsala Utrecht Valencia Vancouver Venice Vienna Vilnius Warsaw Washington Wellington Winnipeg"
    " Wuhan Yokohama York Zagreb Zurich Zürich Guangzhou Nanking Xi'an"
)
PLACES: dict[str, str] = {
    **dict.fromkeys(_CITIES, "city"),
    **dict.fromkeys(_REGIONS, "region"),
    **dict.fromkeys(_COUNTRIES, "country"),
}
"""English place names, with the kind of place."""

ORGANISATIONS = _set(
    "Associated_Press Reuters Xinhua XINHUA Tass ITAR-TASS Itar-Tass Interfax Pravda Izvestia"
    " Bloomberg Agence_France-Presse"
    " United_Press_International Kyodo Yonhap United_Nations European_Union European_Community African_Union"
    " Arab_League League_of_Nations World_Bank International_Monetary_Fund Security_Council General_Assembly"
    " Warsaw_Pact Commonwealth_of_Nations Amnesty_International Greenpeace Red_Cross Red_Crescent Salvation_Army"
    " White_House Pentagon Kremlin Capitol_Hill Congress Senate House_of_Representatives House_of_Commons"
    " House_of_Lords Supreme_Court Politburo Bundestag Knesset Duma Interpol Scotland_Yard Secret_Service Coast_Guard"
    " National_Guard Wall_Street_Journal New_York_Times Washington_Post Hezbollah Hamas Taliban Mossad Ku_Klux_Klan"
    " Wehrmacht Luftwaffe Royal_Society Royal_Navy Royal_Air_Force Red_Army Peace_Corps Boy_Scouts"
    " Microsoft Google Apple Amazon Facebook Intel Boeing Airbus Toyota Honda Sony Samsung Siemens Volkswagen Nokia"
    " Exxon Chevron Shell Walmart Pepsi Coca-Cola McDonald's Harvard Yale MIT UCLA Oxford_University"
    " Cambridge_University"
)
"""Organisations everybody knows whose names do not say what they are."""

DEMONYMS = _set(
    "Afghan African Albanian Algerian American Americans Angolan Arab Arabs Argentine Argentinian Armenian Asian"
    " Australian Austrian Azerbaijani Bangladeshi Basque Bavarian Belgian Bolivian Bosnian Brazilian British"
    " Britons Bulgarian Burmese Cambodian Canadian Catalan Catholic Chilean Chinese Christian Colombian Congolese"
    " Croatian Cuban Czech Dane Danish Dutch Ecuadorian Egyptian English Eritrean Estonian Ethiopian European"
    " Filipino Finnish Flemish French Georgian German Germans Greek Greeks Guatemalan Haitian Hindu Honduran"
    " Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish Islamic Israeli Israelis Italian Italians Jamaican"
    " Japanese Jewish Jew Jews Jordanian Kenyan Korean Kurdish Kuwaiti Latin Latvian Lebanese Liberian Libyan"
    " Lithuanian Malaysian Maltese Mexican Mexicans Mongolian Moroccan Muslim Muslims Nepalese Nicaraguan Nigerian"
    " Norwegian Pakistani Palestinian Palestinians Panamanian Persian Peruvian Polish Portuguese Prussian"
    " Protestant Roman Romanian Russian Russians Rwandan Salvadoran Saudi Scottish Serb Serbian Serbs Sicilian"
    " Slovak Slovene Slovenian Somali Soviet Soviets Spanish Sudanese Swedish Swiss Syrian Taiwanese Thai Tibetan"
    " Tunisian Turk Turkish Turks Ukrainian Uruguayan Venezuelan Vietnamese Welsh Yugoslav Zambian Zimbabwean"
    " Buddhist Argentines Germans Poles Danes Swedes Spaniards Frenchman Englishman Irishman Scots Scot Sikh Quaker"
    " Mormon Anglican"
)
"""English names of peoples and their adjectives."""

_PROVINCES_ZH = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川"
    " 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_COUNTRIES_ZH = (
    "中国 美国 英国 法国 德国 日本 韩国 朝鲜 俄罗斯 苏联 加拿大 澳大利亚 新西兰 印度 巴基斯坦 意大利 西班牙 葡萄牙"
    " 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 冰岛 奥地利 匈牙利 波兰 捷克 希腊 土耳其 埃及 南非 巴西 阿根廷 智利"
    " 墨西哥 古巴 越南 泰国 缅甸 老挝 柬埔寨 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 蒙古 哈萨克斯坦 乌克兰 伊朗"
    " 伊拉克 以色列 沙特阿拉伯 阿富汗 爱尔兰 苏格兰 中华人民共和国 中华民国 秘鲁 哥伦比亚 委内瑞拉 尼日利亚 肯尼亚"
    " 埃塞俄比亚 摩洛哥 罗马尼亚 保加利亚 塞尔维亚 克罗地亚 斯洛伐克 爱沙尼亚 立陶宛 拉脱维亚 白俄罗斯 乌拉圭"
    " 巴拉圭 牙买加 斯里兰卡 尼泊尔 孟加拉国 卡塔尔 阿联酋 叙利亚 约旦 黎巴嫩"
)
_CITIES_ZH = (
    "广州 深圳 杭州 南京 武汉 成都 西安 苏州 长沙 郑州 青岛 大连 宁波 厦门 福州 济南 合肥 昆明 哈尔滨 长春 沈阳"
    " 石家庄 太原 南昌 贵阳 南宁 海口 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 无锡 常州 徐州 扬州 镇江 泉州 温州 绍兴"
    " 嘉兴 洛阳 开封 台北 高雄 东京 大阪 京都 首尔 纽约 华盛顿 洛杉矶 旧金山 芝加哥 波士顿 伦敦 巴黎 柏林 罗马"
    " 莫斯科 悉尼 多伦多 曼谷 河内 新德里"
)
PLACES_ZH: dict[str, str] = {
    **dict.fromkeys(_CITIES_ZH.split(), "city"),
    **dict.fromkeys(_PROVINCES_ZH.split(), "region"),
    **dict.fromkeys(_COUNTRIES_ZH.split(), "country"),
}
"""Chinese place names, with the kind of place."""

ERAS_ZH = tuple(
    sorted(
        (
            "夏朝 商朝 西周 东周 周朝 春秋 战国 秦朝 秦代 西汉 东汉 汉朝 汉代 三国 曹魏 蜀汉 东吴 西晋 东晋 晋朝"
            " 晋代 南北朝 南朝 北朝 刘宋 南齐 南梁 南陈 北魏 东魏 西魏 北齐 北周 隋朝 隋代 唐朝 唐代 五代十国 五代"
            " 后梁 后唐 后晋 后汉 后周 南唐 北宋 南宋 宋朝 宋代 辽朝 辽代 西夏 金朝 金代 元朝 元代 明朝 明代 清朝"
            " 清代 民国 晚唐 初唐 盛唐 中唐 唐末 元末 明末 明初 明清 清末 清初 晚清 宋末 宋初 隋末 汉末 秦末"
            " 三国时期 战国时期 春秋时期"
        ).split(),
        key=lambda name: (-len(name), name),
    )
)
"""Names of Chinese dynasties and periods, longest first."""
