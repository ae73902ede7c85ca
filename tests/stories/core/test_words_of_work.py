"""People search, press for news, answer and ask in words of their work."""

from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.core.test_free_text import logged


async def test_a_type_or_a_month_in_words_is_a_condition_of_the_search(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in (
        "核查",
        "查 核查",
        "3月的请求",
        "ស្វែងរក ផ្ទៀងផ្ទាត់",
        "លិខិត ១២៣",
        "requests of March",
    ):
        await li.says("/menu", typed)
        assert reference in li.card, typed
    for typed in (
        "遣返",
        "2月的请求",
        "遣返的请求",
        "查 遣返",
        "សំណើ ខែកុម្ភៈ",
        "repatriation requests",
    ):
        assert "No request of this type or month was found." in await li.says(typed), typed
        assert reference not in li.card


async def test_pressing_for_news_and_labels_of_other_cards_are_understood(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    for typed in ("催一下", "催办", "为什么中方还没收到", "any update"):
        await sokha.says("/menu", typed)
        assert "Ask about or report progress" in sokha.card, typed
        assert reference in sokha.buttons[0], typed
    assert f"History of {reference}" in await sokha.says("/menu", "ប្រវត្តិករណី")
    await zhang.says("/menu", "正在办理")
    assert zhang.words("command-refuse") not in zhang.buttons
    assert "To do" in await zhang.says("/menu", "全部已阅")


async def test_what_is_missing_is_said_in_one_sentence(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    for typed in ("照片和出生日期", "រូបថត និង ថ្ងៃខែឆ្នាំកំណើត"):
        await li.says(f"/ask {reference}", typed)
        chosen = [each for each in li.buttons if "✅" in each]
        assert chosen == ["✅ Dates of birth", "✅ Photographs"], typed


async def test_an_open_joint_approval_is_answered_in_words(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await zhang.sends(f"/receive {reference} today")
    await zhang.sends(f"/extend {reference} +10 court")
    for person, typed in ((dara, "approve"), (dara, "ឯកភាព"), (zhang, "撤回提议")):
        assert "due 1 April → 11 April" in await person.says("/menu", typed), typed
