"""Words of everyday language that say nearly the same, in English and Chinese; no field's own vocabulary."""

from functools import lru_cache

from kgworkbench.engines.local.stems import stem

__all__ = ["synonyms_en", "synonyms_zh"]

_ENGLISH = """
invent devise create design conceive develop propose originate introduce formulate pioneer author architect contrive
invent inventor creator designer father mother brain
propose suggest idea forward advocate
found_ establish start set launch open form organise organize create
win receive award honour honor laureate recipient earn obtain gain recognise share bestow confer winner
build construct make assemble manufacture put produce erect maker manufacturer raise
write author compose publish pen book written writer compile edit
die death killed pass perish buried
born birth native birthplace
join work employ engage hire appoint enter staff move member belong serve
head lead direct manage chief leader run chair guide
teach tutor instruct supervise train mentor pupil student professor educate
supervise supervisor supervision adviser advisor thesis doctoral under
study attend graduate degree educate read student enrol enroll college university school
doctorate doctoral phd doctor thesis dissertation
degree bachelor master graduate
buy acquire purchase absorb takeover bought merge
deduce infer determine discover establish reconstruct solve
comprise consist include contain form constitute
commemorate honour bear name
maintain operate tend run
live reside dwell home house settle
finish complete end conclude done
close shut switch turn retire stop cease off
begin start commence open first initial origin
use employ apply rely utilise utilize adopt
contain hold consist include comprise
show display exhibit demonstrate present see view
keep preserve store hold
call name term title nickname known rename
choose select pick elect decide
publish print issue appear release edition
release launch introduce deliver appear announce issue
appear come appearance debut emerge arrive
inspire influence lead model base derive descend borrow successor ancestor dialect predecessor follow basis
successor follow replace next later supersede
predecessor forerunner ancestor before earlier replace
city town village capital place
country nation state land
company firm business corporation maker manufacturer enterprise
engineer programmer scientist developer
mail post letter correspondence
letter note message correspondence
film movie picture
car automobile vehicle
song tune track
prize award medal honour honor
job post position office role
electricity power current watt kw
money cost price pay fund finance dollar pound spend
find discover detect identify locate found
discover detect identify observe
explain describe account show
war conflict battle
doctor physician medic
ill sick disease illness
king monarch ruler emperor sovereign
big large huge great
old age aged year
reconstruct rebuild restore reconstruction replica
transmit send travel message deliver convey
move transfer relocate shift carry ship
destroy burn ruin demolish raze
help aid assist support contribute
govern rule president premier minister governor mayor head leader charge
border adjacent neighbour neighbor adjoin boundary frontier
citizen national nationality citizenship
perform performer sing singer record
star play portray actor actress cast role
important significant major key famous main notable chief
popular famous known celebrated renowned
friend colleague partner ally companion
together joint jointly collaborate cooperate with
wife husband marry spouse
son daughter child children father mother parent
brother sister sibling twin
picture image drawing painting graphic
machine device apparatus instrument
program software code application
site node location place
meet encounter met meeting
fail failure collapse lose
allow let permit enable
free gratis domain open
earliest first oldest
last final latest
woman female lady
man male
work operate run service function
measure size dimension
lecture talk speech address
surname family name
protect guard defend
look search seek
"""

_CHINESE = """
发明 首创 创制 创造 创立 设计 提出 研制 首倡 发明者 发明人 创始
写 撰写 著 编写 写成 作者 编 编成 编纂 编修 著有 所著 撰 编者 主编 绘制 绘成 编写者 写过 书写 著作 完成 定稿 作
修 修建 建造 主持 造 兴建 修筑 营建 建 落成 修起 督造 建成 竣工 砌 续建 重建 建成 盖
造 制造 制成 造成 制作 铸造 创制 建造 铸成 打造
修完 建成 竣工 完工 落成 告成 续成 完成 造好 修好 全部完成
完成 写成 写完 竣工 成书 编成 完工 问世 定稿 落成 建成 告竣
成书 写成 问世 完成 编成 定稿 刊行
出版 刊行 刻印 印行 颁行 刊印 发行 问世 刻本 重刻 重新刻印 刊刻 版本
颁行 颁布 刊印 施行
动工 始建 开工 兴工
老家 籍贯 家乡 原籍 故乡 出生地 人氏 同乡 哪里人 生于 祖籍
出生 生于 诞生 出世 年出生 生
去世 逝世 病逝 卒 死 病死 死于 离世 身故 亡故 病故 辞世 过世
烧掉 烧毁 毁于 焚毁 焚 被毁 毁 火灾 烧
毁 毁坏 拆毁 拆散 毁于 破坏
老师 师从 师父 为师 师傅 拜 门下 教 弟子 学生 跟随 导师
学生 弟子 门生 徒弟 门徒 同门 师从
教 教授 传授 讲学 授徒 收徒 教书 讲授 任教
妻子 夫人 妻 配偶 娶
丈夫 夫 嫁
父亲 父 爸爸
母亲 母 妈妈
儿子 子 女儿 孩子
守孝 守丧 服丧 丁忧 居丧
改名 改称 更名 改叫 易名
名字 叫 称 名叫 称为 名为 取名 命名 定名 起名 俗称 通称 号称 起了名字
俗称 又称 别称 别名 通称 也叫 人称 号称
记载 记录 记下 写到 提到 载 收录 记 登载 介绍 描述 见于 载有
收录 收 收有 收入 辑录 收载
任职 做事 供职 担任 任 出任 做官 官至 就职 工作 进入 调入 当官
退休 退居 告老 辞官 致仕 辞职 退隐
住 居住 定居 寓居 居 住在 退居 隐居
考中 中 进士 登进士第 中举 登第
举荐 推荐 荐 保举 引荐
请 聘 起用 邀请 召 延请
刻 刻石 刻印 雕刻 刻制 镌刻 上石
画 绘 绘制 绘成 绘图
注释 注 校注 注解 疏
翻译 译 译成 英译 译介
牵头 主持 主管 负责 领导 带头 组织 倡建 主导
参与 参加 加入 共同 合作 合编
推广 发展 扩展 改进 推进 延伸
发展 推进 改进 推广 提高 光大
采用 使用 用 沿用 应用 利用 依靠 凭借 袭用 沿袭
靠 依靠 凭 利用 用 借助 驱动 以
转动 驱动 运转 带动 推动
摆 安放 放 置于 存放 陈列 放置 安置 收藏 藏
位于 坐落 地处 在 设在 座落
设立 设 设置 创办 开办 建立 成立 创设
挖出 出土 发掘 发现 打捞
发射 射 射出 喷射
高 高度 高约 通高 多高
长 长度 全长 长约 桥长
重 重量 重约
宽 宽度
花 花费 耗 耗资 费 耗钱 用钱
寿命 长寿 享年 活
铺 铺成 铺设
保持 维持 常 始终
擅长 拿手 精通 专攻 善于 尤精 专长 专精
看病 治病 行医 诊治 医治 治疗 病人
取代 替代 代替 替换 更换
夸 称赞 赞 赞扬 誉为 称誉 推崇
纸币 钞票
计时 报时
进献 献 呈献 呈上 献给
官署 衙门 机构 机关
土木 营造 建筑 工程
匠人 工匠 匠师
大夫 医生 医家 名医 郎中
盲人 失明
编修 编写 修 编纂
最早 首先 最先 第一 首次
相当于 即 今 今天 今属 相当
内陆 内地
黑色 黑
贯通 直通 直抵 通到 连通
河 河道 运河 水道
加固 粘 巩固 稳固 固
养 养殖 种 培育
图 图谱 图说 地图
封 封为 受封 加封
晚年 老年 后来
一模一样 相同 同样 同 一样
解开 解决 求解 破解
"""


@lru_cache(maxsize=1)
def _english() -> dict[str, frozenset[str]]:
    return _groups(_ENGLISH, stem)


@lru_cache(maxsize=1)
def _chinese() -> dict[str, frozenset[str]]:
    return _groups(_CHINESE, str)


def _groups(text: str, form: object) -> dict[str, frozenset[str]]:
    assert callable(form)
    table: dict[str, set[str]] = {}
    for line in text.strip().splitlines():
        words = {form(word) for word in line.split()}
        for word in words:
            table.setdefault(word, set()).update(words)
    return {word: frozenset(others - {word}) for word, others in table.items()}


def synonyms_en(stemmed: str) -> frozenset[str]:
    """Stems that say nearly the same as an English stem."""
    return _english().get(stemmed, frozenset())


def synonyms_zh(word: str) -> frozenset[str]:
    """Words that say nearly the same as a Chinese word."""
    return _chinese().get(word, frozenset())
