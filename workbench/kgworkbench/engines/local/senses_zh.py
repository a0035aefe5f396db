"""What everybody knows of how common relations are said in Chinese: one entry for each sense a relation may have."""

__all__ = ["SENSES_ZH"]

_PERFORMERS = (
    "演员|歌手|导演|作家|球员|运动员|科学家|诗人|画家|总统|总理|首相|国王|影星|明星|作曲家|钢琴家|物理学家|数学家"
    "|化学家|哲学家|企业家|政治家|音乐人|艺人|选手|名将|男演员|女演员|女歌手|男歌手"
)
_COURTIERS = (
    "诗人|皇帝|将领|画家|文学家|词人|大臣|书法家|名将|开国皇帝|政治家|思想家|宰相|官员|学者|军事家|武将|开国功臣"
    "|散文家|史学家|医学家|科学家|名臣|宗室|农民起义领袖"
)
_CHILDREN = (
    "长子|次子|幼子|儿子|之子|女儿|之女|第二子|第三子|第四子|第五子|第六子|长女|次女|小女儿|小儿子|"
    "大儿子|二儿子|大女儿|二女儿|第七子|第八子|第九子|第十子|第十一子|第十二子|第十三子|庶子|嫡子|养子|独子|独女|儿"
)

SENSES_ZH = rf"""
cast | film > person | 主演 演员 参演 出演 领衔主演 cast starring star actor
 主演; 领衔主演; 出演; 参演; 联袂主演; 联合主演; 共同主演; 等主演; 加盟
 主要演员; 饰演者
 {{head}}的(男|女)?主角{{tail}}
 {{tail}}(在|凭借|凭|因|参演|出演|拍摄)(了)?(电视剧|电影|影片|古装剧|新剧|都市剧|话剧|偶像剧|网剧)?{{head}}
 {{tail}}...{{head}}(中|里)...(饰演|扮演|出演|饰)
director | film > person | 导演 执导 director directed
 导演; 执导; 导演的; 自导自演
 0.45 拍摄; 指导
screenwriter | film > person | 编剧 剧本 screenwriter
 编剧; 担任编剧
producer | film > person | 制片人 监制 制作人 制片 producer
 制片人; 监制; 制片; 总制片人; 制作人
production | work > company | 出品公司 制作公司 出品方 发行公司 出品 制作 productioncompany
 出品; 联合出品; 摄制
 0.5 制作; 发行; 拍摄
release | work > date | 上映时间 首播时间 上映日期 播出时间 发行日期 上映 首播 出版时间 发行时间 releasedate
 上映; 首映; 播出; 首播; 公映; 发行; 开播; 出版; 推出
box_office | film > quantity | 票房 boxoffice
 票房
theme_song | film > song | 主题曲 片尾曲 片头曲 插曲 themesong
 主题曲; 片尾曲; 片头曲; 插曲; 推广曲
adapted | work > work | 改编自 改编 原著 原作 basedon
 改编自; 改编; 原著; 取材自
author | work > person | 作者 著者 撰写 写作 创作者 author writer
 作者; 著; 写的; 所著; 小说; 创作; 编著; 主编; 著有; 撰写; 笔下; 撰; 编; 所写; 写; 作; 写成; 写了; 编撰; 执笔
 译; 连载
character | work > person | 主角 主人公 人物角色 登场人物 character protagonist
 主角; 主人公; 男主; 女主; 男主角; 女主角; 中的; 里的; 笔下
singer | song > person | 歌手 演唱者 演唱 原唱 singer performer
 演唱; 歌手; 唱; 翻唱; 原唱; 演绎; 献唱; 所唱
 {{tail}}的{{head}}
 {{tail}} - {{head}}
 {{head}}(—|-|——|－){{tail}}
 0.5 {{tail}}{{head}}
lyricist | song > person | 作词 填词 词作者 lyricist
 作词; 填词; 词; 作词人; 词曲
composer | song > person | 作曲 谱曲 曲作者 composer
 作曲; 谱曲; 曲; 编曲; 词曲
album | song > album | 所属专辑 专辑 album
 专辑; 收录于; 收录在; 出自; 收录
 {{tail}}中的{{head}}
guest | series > person | 嘉宾 guest
 嘉宾; 参加; 加盟; 做客; 录制; 参与; 亮相; 现身
host | series > person | 主持人 主持 host presenter
 主持人; 主持
role | person > person | 饰演 扮演 出演角色 playsrole
 0.5 饰演; 扮演
 {{head}}(在|于|则|将|就|也|曾)?(饰演|饰|扮演|出演|所饰|主演)(的|了|的是|过)?(角色|男主角|女主角|男二号|女二号|男一号|女一号|主角|男主|女主)?{{tail}}
 {{head}}...(饰演|扮演|饰)(的|了|的是|过)?(角色|男主角|女主角|男二号|女二号|男一号|女一号|主角)?{{tail}}
 {{tail}}（{{head}}(饰|饰演|扮演)
 {{tail}}({{head}}(饰|饰演|扮演)
 {{tail}}(由|是由)?{{head}}(饰演|扮演|饰|出演)
 由{{head}}(饰演|扮演)(的)?{{tail}}
voice | person > person | 配音 voice voiceactor
 0.5 配音
 {{head}}(为|给|替)...{{tail}}配音
 {{head}}...配音...{{tail}}
 {{tail}}(由|是由)?{{head}}配音
award | person > award | 获奖 获奖情况 获得奖项 所获奖项 奖项 award
 获得; 荣获; 获; 摘得; 夺得; 斩获; 荣膺; 捧得; 被授予; 得主; 拿下
father | person > person | 父亲 生父 父 father
 父亲; 之父; 爸爸; 父
 {{head}}(是|为|，)?{{tail}}(的|之)?({_CHILDREN})
 {{tail}}(的|之)?({_CHILDREN}|子|女){{head}}
 {{tail}}生{{head}}
 父{{tail}}
mother | person > person | 母亲 生母 母 mother
 母亲; 生母; 妈妈; 生下; 母
 母{{tail}}
husband | person > person | 丈夫 老公 husband
 丈夫; 老公
 {{head}}(嫁给|下嫁|嫁)(了)?{{tail}}
 {{tail}}(的)?(妻子|老婆|夫人|太太|皇后|妻|爱妻|前妻|未婚妻|妃子|贵妃){{head}}
 {{tail}}(娶|迎娶)(了)?{{head}}
 {{head}}，{{tail}}(的|之)?(妻子|夫人|皇后|妻)
 {{head}}(是|为){{tail}}(的|之)?(妻子|夫人|皇后|妻)
 {{tail}}(与|和|跟)(妻子|老婆|太太|爱妻){{head}}
 {{head}}(与|和|跟)(丈夫|老公|先生){{tail}}
wife | person > person | 妻子 老婆 夫人 太太 wife
 妻子; 老婆; 夫人; 太太; 妻; 爱妻
 {{head}}(娶|迎娶)(了)?{{tail}}
 {{tail}}(嫁给|下嫁|嫁)(了)?{{head}}
 {{tail}}(的)?(丈夫|老公){{head}}
 {{head}}(与|和|跟)(妻子|老婆|太太|爱妻){{tail}}
 {{tail}}(与|和|跟)(丈夫|老公|先生){{head}}
spouse | person > person | 配偶 夫妻 spouse
 妻子; 丈夫; 结婚; 夫人; 太太; 娶; 嫁给
nationality | person > country | 国籍 所属国家 nationality citizenship
 国籍; 国家
 {{head}}，{{tail}}
 {{head}}是{{tail}}
 {{tail}}(著名|籍|知名|男|女|当红|职业|华裔)?({_PERFORMERS}){{head}}
 {{tail}}人{{head}}
 {{head}}，...{{tail}}(内地|大陆|籍|著名|知名|当代|本土)?(著名|知名|男|女|职业|华裔|影视)?(男|女)?({_PERFORMERS})
 {{head}}：{{tail}}
 国籍(：|:|是|为)?{{tail}}
school | person > school | 毕业院校 毕业于 就读 母校 毕业学校 学历 almamater educated
 毕业于; 毕业; 就读于; 考入; 考上; 就读; 毕业院校; 校友; 学习; 考取; 入读; 学生; 求学; 保送
origin | person > place | 祖籍 籍贯 原籍 故乡 家乡 ancestralhome
 祖籍; 籍贯; 原籍
 0.6 {{head}}，{{tail}}人
 0.6 {{head}}，...，{{tail}}人
birthplace | person > place | 出生地 出生地点 birthplace born
 出生于; 生于; 出生在; 出生; 生在; 出身于
 {{head}}，{{tail}}人
 {{head}}，...，{{tail}}人
 {{head}}（...）{{tail}}人
death_place | person > place | 逝世地 去世地点 deathplace
 逝世于; 病逝于; 卒于; 去世; 逝世
residence | person > place | 居住地 居住 常住地 residence live
 居住在; 住在; 定居; 移居; 旅居; 隐居; 迁居
 {{tail}}人{{head}}
dynasty | person > era | 朝代 所处朝代 年代 dynasty
 朝代
 {{head}}(，|：|:){{tail}}
 {{tail}}(著名|大|末|初|末年|初年|时期|代|朝|时|末代|杰出)?(的)?(著名|大|杰出)?({_COURTIERS}){{head}}
 {{head}}是{{tail}}
 {{head}}，...{{tail}}(著名|时期|末年|初年)?({_COURTIERS}|时期|时|第|人|末)
 {{head}}（...），{{tail}}
 {{tail}}人{{head}}
 {{tail}}·{{head}}
pen_name | person > text | 号 别号 字号 笔名 艺名 别名 alias
 号; 笔名; 别号; 自号; 艺名; 本名; 原名; 又名
 号{{tail}}
style_name | person > text | 字 表字
 字{{tail}}
birth_date | person > date | 出生日期 生日 出生时间 出生年月 birthdate
 出生; 生于; 出生于; 诞生
death_date | person > date | 逝世日期 去世时间 卒年 deathdate
 逝世; 去世; 病逝; 卒于
founding_date | organisation > date | 成立日期 成立时间 创办时间 创立时间 创建时间 建校时间 foundingdate
 {{head}}(是|为)?(成立|创立|创办|创建|始建|建立|组建|建成|开业)(于)?{{tail}}
 {{head}}(，)?(是|系)?(于|自|在)?{{tail}}...(成立|创立|创办|创建|建立|组建|挂牌|开业)
 0.6 成立; 成立于; 创建于; 创办于; 始建于; 创立于; 建于; 创立; 创建; 建立; 组建; 创办; 创建; 挂牌
short_name | organisation > text | 简称 缩写 别称 abbreviation shortname
 简称; 下称; 缩写; 英文缩写; 以下简称
 {{head}}（{{tail}}）
floor_area | any > quantity | 占地面积 占地 建筑面积
 占地面积; 占地; 总占地
chairman | organisation > person | 董事长 主席 chairman
 董事长; 主席
ceo | organisation > person | 总裁 首席执行官 总经理 ceo 负责人 领导人 leader
 总裁; 首席执行官; 总经理; 行政总裁; 掌门人; 负责人; 主任; 所长; 院长
founder | organisation > person | 创始人 创办人 创立者 创建者 founder foundedby founded
 创始人; 创办; 创立; 创建; 联合创始人; 始创; 创办人; 缔造者
 0.45 成立; 建立
work | person > organisation | 任职 工作单位 就职 供职 任职于 所属机构 职务 employer works_for workfor
 任职于; 就职于; 供职于; 任教于; 任职; 工作; 加入; 担任; 效力于; 加盟; 任教
 {{tail}}(董事长|总裁|总经理|主任|校长|院长|所长|教授|研究员|副总裁|主席|局长|部长|书记|副校长|ceo|创始人){{head}}
headquarters | organisation > place | 总部地点 总部 所在地 总部所在地 headquarters basedin
 总部; 位于; 坐落于; 总部位于; 总部设在; 落户; 坐落; 地处; 注册地
registered_capital | organisation > quantity | 注册资本 注册资金
 注册资本; 注册资金; 注资
headmaster | school > person | 校长 院长 principal president
 校长; 院长; 党委书记
located | any > place | 所在城市 位于 所在地 地理位置 所属地区 所属省 所在国家 locatedin location
 位于; 坐落; 坐落于; 地处; 隶属; 属于; 隶属于; 座落
 {{tail}}的{{head}}
 {{tail}}{{head}}
capital | country > city | 首都 首府 省会 capital
 首都; 首府; 省会; 都城
population | place > quantity | 人口数量 人口 总人口 population
 人口; 总人口; 常住人口
area | place > quantity | 面积 总面积 area
 面积; 总面积; 幅员
elevation | place > quantity | 海拔 elevation
 海拔; 平均海拔
postcode | place > quantity | 邮政编码 邮编
 邮政编码; 邮编
climate | place > any | 气候 气候类型 climate
 气候; 属; 属于
language | country > any | 官方语言 语言 language
 官方语言; 通用语言
spokesperson | organisation > person | 代言人 代言 spokesperson
 代言人; 代言; 形象大使
platform | work > any | 连载网站 连载平台 首发网站
 连载于; 连载; 首发于; 发表于; 首发
publisher | work > organisation | 出版社 出版方 publisher
 出版; 出版社; 发行
height | person > quantity | 身高 height
 身高
ethnicity | person > any | 民族 ethnicity
 民族
 {{head}}，{{tail}}
subsidiary | organisation > organisation | 子公司 母公司 隶属 上级机构 所属公司 下属 subsidiary parentorganization
 旗下; 子公司; 隶属于; 全资子公司; 控股; 收购; 下属
works | person > work | 代表作品 代表作 作品 主要作品
 代表作; 代表作品; 作品; 著有; 出演; 主演; 创作; 执导
predecessor | any > any | 前身 前任
 前身
invented | any > person | 发明者 发明人 发明 发现者 设计者 设计师 inventor discoverer designer
 发明; 设计; 发现; 研制; 提出; 创制; 开发
maker | any > organisation | 生产商 制造商 开发商 厂商 manufacturer developer
 生产; 制造; 开发; 研发; 研制; 推出
participant | person > event | 参加 参与 参赛 participatedin
 参加; 参与; 出席; 参赛
kill | person > person | 杀害 杀 刺杀 杀死 kill
 杀害; 杀死; 刺杀; 杀; 处死; 斩杀
 {{tail}}被{{head}}(杀|杀害|杀死|刺杀|处死|所杀)
 {{tail}}为{{head}}所杀
teacher | person > person | 师从 老师 导师 师承
 师从; 师承; 拜师
friend | person > person | 朋友 好友 友人
 好友; 朋友; 友人; 挚友
 {{head}}(和|与){{tail}}是(好友|朋友|挚友)
part | any > any | 组成部分 部分 属于 成员 partof
 属于; 包括; 组成; 包含
alias | any > any | 别名 又称 又名 也叫 俗称
 又称; 又名; 俗称; 别名; 亦称; 也叫; 简称
"""
"""Entries in the form of ``SENSES_EN``."""
