# 网页的表格、日历和图表
table-letter = 公函文号
table-kind = 请求类型
table-parties = 请求方向
table-turn = 待办方
table-state = 状态
table-due = 答复期限
table-handler = 承办人
table-logged = 提出日期
request-direction = { $requesting }→{ $requested }
time-left = { $standing ->
        [overdue] 逾期{ $days }日
       *[running] { $days ->
            [0] 今日到期
           *[other] 剩余{ $days }日
        }
    }
web-find = 按文号、编号、地点、类型或月份查找
web-search = 查找
web-found = { $total ->
        [0] 未找到请求。
       *[other] { $more ->
            [yes] 找到超过{ $total }件请求，以下为最近的请求。
           *[no] 找到{ $total }件请求。
        }
    }
web-first = 本表仅列出清单中的前{ $most }件请求，其他请求可查找。
web-pages = 清单页码
web-printed = { $reference } · { $party } · 截至{ $at } · 所列时间均为{ $place }时间（UTC{ $offset }）
calendar-time = { $kind }（{ $state }）：{ $at }
calendar-off = { $party }放假
field-month = 月份
plot-answered = 按期答复
plot-days = 自收悉至答复平均日数
plot-rate = { $hit }件（共{ $total }件，{ $percent }%）
