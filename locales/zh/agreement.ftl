# 协定用语
agreement-name-kh-cn-2016 = 中华人民共和国政府和柬埔寨王国政府关于加强打击拐卖人口合作的协定

agreement-party-kh = 柬方
agreement-party-cn = 中方
agreement-authority-kh = 柬埔寨内政部
agreement-authority-cn = 中国公安部
agreement-capital-kh = 金边
agreement-capital-cn = 北京

agreement-request-verification = 国籍与身份核查
agreement-request-repatriation = 遣返
agreement-request-protection = 保护与援助
agreement-request-investigation = 侦查
agreement-request-information = 信息与证据
    .button = 信息与证据
agreement-request-handover = 移交犯罪嫌疑人
    .button = 移交嫌疑人
agreement-request-prevention = 预防与能力建设
    .button = 预防与能力

agreement-channel-police = 警务合作机制
agreement-channel-diplomatic = 外交途径

agreement-ground-sovereignty = 主权
agreement-ground-security = 安全
agreement-ground-social-order = 社会秩序
agreement-ground-basic-interests = 基本利益
agreement-ground-legal-principles = 法律原则

agreement-assistance-shelter = 安置住所
agreement-assistance-legal = 法律援助
agreement-assistance-health = 医疗保健
agreement-assistance-counselling = 心理辅导
agreement-assistance-social = 社会支持
agreement-check-voluntary = 本人自愿返回
agreement-check-retrafficking-risk = 已评估再次被拐卖的风险
agreement-check-guardian = 每名儿童均有监护人
agreement-check-medical = 医疗需求已作安排
agreement-check-interpreter = 已安排口译人员

agreement-crossing-kti = 德崇国际机场（KTI）
    .button = 德崇（KTI）
agreement-crossing-sai = 暹粒吴哥国际机场（SAI）
    .button = 暹粒（SAI）
agreement-crossing-kos = 西哈努克国际机场（KOS）
    .button = 西哈努克（KOS）
agreement-crossing-khkos = 西哈努克自治港
    .button = 西哈努克港
agreement-crossing-pek = 北京首都国际机场（PEK）
    .button = 北京（PEK）
agreement-crossing-pvg = 上海浦东国际机场（PVG）
    .button = 上海（PVG）
agreement-crossing-can = 广州白云国际机场（CAN）
    .button = 广州（CAN）
agreement-crossing-szx = 深圳宝安国际机场（SZX）
    .button = 深圳（SZX）
agreement-crossing-kmg = 昆明长水国际机场（KMG）
    .button = 昆明（KMG）
agreement-crossing-nng = 南宁吴圩国际机场（NNG）
    .button = 南宁（NNG）
agreement-crossing-other = 其他口岸

agreement-third-party-iom = 国际移民组织
agreement-third-party-unodc = 联合国毒品和犯罪问题办公室
    .button = 毒罪办（UNODC）
agreement-third-party-unicef = 联合国儿童基金会
agreement-third-party-interpol = 国际刑警组织
agreement-third-party-asean = 东盟秘书处
agreement-third-party-court = 法院
agreement-third-party-prosecutor = 检察机关
agreement-third-party-other-ministry = 其他部门
agreement-third-party-shelter = 庇护机构
agreement-third-party-third-state = 第三国

agreement-purpose-protection = 保护受害人
agreement-purpose-investigation = 侦查
agreement-purpose-prosecution = 起诉
agreement-purpose-repatriation = 遣返
agreement-purpose-statistics = 统计
agreement-purpose-reporting = 报告协定执行情况
