"""Words by which an analyst's type names and descriptions are known to mean a kind, in English and Chinese."""

__all__ = ["TYPE_WORDS"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", "") for word in text.split())


TYPE_WORDS: dict[str, tuple[str, ...]] = {
    "person": _words(
        "person people persons human individual man woman figure character politician scientist artist author"
        " writer actor actress player athlete singer musician engineer inventor researcher director leader king"
        " ruler saint philosopher mathematician poet painter composer scholar official officer employee member"
        " programmer per prs 人物 人 人名 人员 作家 演员 歌手 科学家 学者 诗人 画家 政治家 官员 皇帝 工匠 医生"
        " 运动员 导演 角色 个人 工程师 数学家"
    ),
    "organisation": _words(
        "organisation organization organisations organizations org institution institute agency association body"
        " group_of_people union society club committee council laboratory museum army church 机构 组织 团体 单位"
        " 协会 部门 官署 衙门 学会 社团 研究所 实验室 博物馆 军队"
    ),
    "party": _words("party politicalparty parties 政党 党派"),
    "company": _words(
        "company corporation firm business enterprise manufacturer employer brand startup publisher 公司 企业 厂商"
        " 集团 品牌 出版社"
    ),
    "school": _words("school university college academy educational_institution faculty 学校 大学 高校 院校 学院 书院"),
    "government": _words("government ministry department court legislature parliament 政府 法院 议会 朝廷 官府"),
    "band": _words("band musicalartist orchestra ensemble choir musical_group 乐队 组合 乐团"),
    "team": _words("team sportsteam squad club 球队 队伍 俱乐部 战队"),
    "media": _words("newspaper magazine broadcaster newsagency channel 媒体 报纸 电视台 杂志"),
    "place": _words(
        "place location geo gpe locale site geography area landmark destination spot facility 地点 地方 地名 地理"
        " 位置 场所 区域 遗址 景点 景区 出生地 籍贯"
    ),
    "country": _words("country nation state_country countries nationstate 国家 国籍 国 政权"),
    "region": _words("region state province county district territory 地区 省份 省 行政区 州 县 行政区划"),
    "city": _words("city town village municipality capital settlement 城市 市 镇 村 乡镇 首都 都城"),
    "nature": _words(
        "river mountain lake ocean sea island desert planet star celestial 河流 山脉 湖泊 岛屿 星球 天体 星座 山 河"
    ),
    "building": _words(
        "building bridge tower temple palace structure monument stadium airport 建筑 桥梁 寺庙 宫殿 塔 建筑物 园林 桥"
    ),
    "work": _words("work creativework works artwork production media_work title musicalwork 作品 创作 文艺作品"),
    "writing": _words("publication text_work literature document 著作 文献 典籍 文学作品 书目 出版物"),
    "book": _words("book novel poem textbook treatise manuscript 书籍 图书 图书作品 小说 书 诗 诗词 古籍"),
    "article": _words("article paper academicjournal journal report thesis essay conference_paper 论文 文章 期刊 报告"),
    "film": _words("film movie picture 电影 影片 影视作品 影视"),
    "series": _words(
        "series tvshow show television programme televisionprogram 电视剧 综艺 电视综艺 节目 剧集 动画 动漫"
    ),
    "song": _words("song single track music melody 歌曲 单曲 音乐 乐曲"),
    "album": _words("album record musicalbum 专辑 音乐专辑 唱片"),
    "artwork": _words("painting sculpture artpiece 绘画 雕塑 画作 书画"),
    "software": _words(
        "software program application app videogame game operatingsystem package tool library 软件 程序 游戏 系统"
    ),
    "event": _words(
        "event incident happening conference festival ceremony accident disaster competition tournament match 事件"
        " 活动 赛事 会议 比赛 事故 灾害 变法 政变"
    ),
    "election": _words("election referendum vote poll campaign 选举 公投"),
    "war": _words("war battle conflict siege revolution 战争 战役 革命 起义"),
    "award": _words("award prize medal honour honor trophy title_award 奖项 奖 荣誉 奖励"),
    "date": _words("date time year day temporal datetime timex 日期 时间 年份 时刻 年代"),
    "era": _words("era dynasty period age reign century 朝代 时代 时期 年号 王朝"),
    "quantity": _words(
        "number quantity amount money percent measure value figure_number numeric 数字 数量 金额 数值 数目 面积 人口"
    ),
    "artifact": _words(
        "machine device instrument product artifact artefact object vehicle weapon equipment computer tool_object"
        " hardware invention ship aircraft component 器物 器具 仪器 产品 机器 设备 装置 武器 文物 工具 发明 商品 船"
    ),
    "concept": _words(
        "concept idea theory method technique technology algorithm principle topic term phenomenon subject keyword"
        " metric task protocol discipline 概念 理论 方法 技术 术语 算法 原理 思想 学说 工艺 现象 主题 气候 历法"
    ),
    "field": _words("field discipline area_of_study profession occupation 领域 学科 专业 职业 行业"),
    "language": _words("language programminglang programminglanguage proglang tongue 语言 编程语言 程序语言"),
    "law": _words("law treaty agreement act bill policy constitution regulation 法律 条约 协定 法规 政策 协议"),
    "group": _words(
        "nationality ethnicity norp ethnic religion ideology demonym tribe community 民族 宗教 族群 派别 学派"
    ),
    "species": _words(
        "species animal plant organism disease drug medicine food chemical substance material 动物 植物 物种 药物"
        " 疾病 食物 材料 药材 矿物 物质"
    ),
    "text": _words("text literal string name label alias 文本 名称 文字 简称 别名 号"),
    "misc": _words(
        "misc miscellaneous other others thing things entity entities item unknown any 其他 其它 事物 实体 东西 杂项"
    ),
}
