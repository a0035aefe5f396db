"""The words of tables, inspector and first steps, English and Chinese side by side."""

__all__ = ["PAGE_WORDS"]

PAGE_WORDS: dict[str, tuple[str, str]] = {
    "search_rows": ("Search these rows", "搜索表格"),
    "rows_found": ("{n} of {m}", "{m} 行中的 {n} 行"),
    "in_graph": ("In the graph", "图中实例"),
    "type_facts": ("In the schema", "模式规定"),
    "type_links": ("May link", "可连接"),
    "type_unused": ("Nothing of this type yet", "尚无此类型的实例"),
    "begin_here": ("Where to begin", "从这里开始"),
    "begin_hint": (
        "The entities with most relations. Click one to see where it was said; Ctrl+K finds any other.",
        "关系最多的实体。点击可查看其出处；按 Ctrl+K 可查找其他实体。",
    ),
    "begin_type": (
        "Click a row to see here what its type means and what the graph has of it.",
        "点击一行，这里会显示该类型的含义及图中实例。",
    ),
    "back_to_type": ("the type", "返回类型"),
    "pick_to_remove": ("Select rows first: click them", "请先点击选择要删除的行"),
    "first_step_1": (
        "Choose a corpus and press Build: the graph grows as its texts are read.",
        "选择语料并点击“构建”：图会随文本的读取而增长。",
    ),
    "first_step_2": (
        "Look at Schema: what was used, what the texts ask for and it lacks, and what an edit would change.",
        "查看“模式”：哪些类型被用到，文本还需要哪些类型，修改会带来什么。",
    ),
    "first_step_3": (
        "Look at Communities: what belongs together and why; merge what is one thing.",
        "查看“社区”：哪些内容聚在一起、为何如此；合并同一事物。",
    ),
    "first_step_4": (
        "Ask: every answer shows the texts and paths it rests on.",
        "到“问答”提问：每个答案都会列出所依据的原文与路径。",
    ),
    "means_schema": (
        "The types of entities, relations and attributes that may be extracted.",
        "规定可以抽取哪些实体、关系与属性类型。",
    ),
    "means_chunk": ("A part of a document that is read at one time.", "文档中一次读取的一段。"),
    "means_proposals": ("Types that texts ask for and the schema lacks.", "文本需要而模式没有的类型。"),
    "means_violations": (
        "Claims of a text that the schema forbids; kept, not lost.",
        "模式不允许的断言；会保留，不会丢失。",
    ),
    "means_communities": (
        "Entities that belong together by their links and by what they mean.",
        "因关系相连且语义相近而归在一起的实体。",
    ),
    "means_evidence": ("Passages and facts that were found for a question.", "为回答问题找到的原文与事实。"),
    "means_routes": (
        "Ways to search: entity, triple, community, path and chunk. Point at one to read what it looks for.",
        "检索方式：实体、三元组、社区、路径、文本块。将鼠标移到其上可查看说明。",
    ),
    "means_rounds": ("How often it may look again for what is still missing.", "证据不足时可再次检索的次数。"),
    "column_seconds": ("Sec.", "秒"),
    "graph_empty": (
        "No graph yet. Choose a corpus and press Build: every entity appears here as its text is read.",
        "还没有图。选择语料并点击“构建”，实体会随文本的读取逐一出现。",
    ),
    "graph_coming": (
        "Reading. Entities appear here as each text is read.",
        "正在读取，实体会随文本的读取逐一出现。",
    ),
    "open_this": ("Open", "打开"),
    "renamed_claims": ("{n} {what} renamed", "{n} 条{what}改名"),
    "kept_in": ("A sample is kept as a new folder in {folder}", "示例会以新文件夹保存在 {folder} 中"),
    "sample_computing_history": ("History of computing", "计算机史（英文）"),
    "sample_computing_history_about": (
        "In English: the people, machines, languages and ideas from Babbage to the early web, and how they are tied.",
        "英文语料：从巴贝奇到早期万维网的人物、机器、语言与思想，以及彼此的联系。",
    ),
    "sample_song_science": ("Science in Song China", "宋代科技"),
    "sample_song_science_about": (
        "In Chinese: people, writings, instruments and places of science in the Song dynasty, and how they are tied.",
        "中文语料：宋代科学技术中的人物、著作、器物与地点，以及彼此的联系。",
    ),
}
