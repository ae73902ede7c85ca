# 逐项填写会议提议
proposal-ask-kind = <b>请选择会议类型。</b>
    提议紧急会议的，输入“紧急会议”。
proposal-ask-occasion = <b>请选择会议事由。</b>
    具体内容通过正式途径告知，勿在此填写。
proposal-ask-another = <b>就同一事由已提议紧急会议{ $code }，尚待答复。是否另行提议一次会议？</b>
proposal-ask-request = <b>会议涉及哪一请求？</b>
    请选择或输入编号，例如KH26-7F3KK。不涉及请求的，按“跳过”。
proposal-ask-objection = <b>请选择更改会议的原因。</b>
proposal-ask-urgency = <b>请选择紧急程度。</b>
proposal-ask-day = <b>{ $number ->
        [1] 会议拟于哪一日举行？
       *[other] 第{ $number }个时间：哪一日？
    }</b>
    请选择或输入日期，也可连同时间输入，例如11月27日14:00。以{ $place }时间为准。
proposal-ask-when = <b>何时举行？</b>
    请选择或输入时间，例如“明天上午10点”。以{ $place }时间为准。
proposal-ask-time = <b>{ $number ->
        [1] 会议几时开始？
       *[other] 第{ $number }个时间：几时？
    }</b>
    请选择或输入时间，例如14:30。以{ $place }时间为准。
proposal-ask-venue = <b>{ CAPITALS($at) }。会议地点在何处？</b>
    请选择，或在一行内输入地点，勿填写人员姓名。
error-not-a-place = 这不是会议地点。
proposal-ask-host = <b>请选择接待方。</b>
button-add-time = 增加时间

proposal-kind = 会议类型：{ $kind }
proposal-counters = 就{ $code }（{ $kind }）另提时间。双方此前的答复不再有效。
proposal-changes = 更改已商定的会议{ $code }（{ $kind }）。双方商定之前，原定安排不变。
proposal-option = <b>第{ $number }项：</b>{ CAPITALS($at) } · { $place }
proposal-off =
    { $why ->
        [weekend] ⚠️ 当日不是{ $party }工作日（周末）。
        [holiday] ⚠️ 当日不是{ $party }工作日（{ $holiday }）。
       *[night] ⚠️ 该时间在{ $party }免打扰时段内。
    }
proposal-not-in-turn = ⚠️ 年度磋商轮流在两国举行，当年轮到{ $party }接待。
proposal-check =
    { $purpose ->
        [emergency] <b>请核对。以下提议将立即发送给{ $party }，不分昼夜：</b>
        [propose] <b>请核对。以下提议将发送给{ $party }：</b>
        [change] <b>请核对。以下更改将发送给{ $party }：</b>
       *[counter] <b>请核对。以下时间将发送给{ $party }：</b>
    }
waits-proposal = 您有一份会议提议草稿，尚未发送。
waits-emergencydraft = 您有一份紧急会议提议草稿，尚未发送。
proposal-sent =
    { $how ->
        [new] 会议提议已发出。
        [counter] 另提的时间已发出。
        [second] { $other_party }此前已提议举行此类会议，您的提议已作为另提时间发出。
       *[alone] 会议提议已登记。{ $party }尚无人员使用本系统，请同时通过正式途径送达。
    }

button-resume-proposal = 继续填写会议草稿
button-delete-proposal = 删除会议草稿
button-resume-emergencydraft = 继续填写紧急会议草稿
button-delete-emergencydraft = 删除紧急会议草稿
button-day-yesterday = 昨日
button-day-today = 今日
button-day-tomorrow = 明日
button-day-other = 其他日期…
button-in-an-hour = 1小时后
button-reading = { $day }
button-morning = { $time }
button-afternoon = { $time }
button-today-at = 今日{ $time }
button-tomorrow-at = 明日{ $time }
button-earlier-month = ‹ { $month }
button-later-month = { $month } ›

grid-blank = ·
month-of-year = { $year }年{ $month }
month =
    { $number ->
        [1] 1月
        [2] 2月
        [3] 3月
        [4] 4月
        [5] 5月
        [6] 6月
        [7] 7月
        [8] 8月
        [9] 9月
        [10] 10月
        [11] 11月
       *[12] 12月
    }
weekday-short =
    { $day ->
        [monday] 一
        [tuesday] 二
        [wednesday] 三
        [thursday] 四
        [friday] 五
        [saturday] 六
       *[sunday] 日
    }

error-meeting-time = 该时间已过，或在一年之后：{ CAPITALS($at) }。须另选时间。
error-one-time = 此处限填一个时间，核对时可再增加。
error-option-count = 提议须有1至{ $most }项，各项不得相同。
