"""Screens that a person goes through, and the eight questions on their way."""

from playwright.sync_api import Page, expect


class Screens:
    """Counts the addresses that a person sees, from the start page on."""

    def __init__(self, page: Page) -> None:
        self.seen: list[str] = []
        page.expose_function("screenSeen", self._note)
        page.add_init_script(
            """addEventListener('DOMContentLoaded', () => {
              const tell = () => window.screenSeen(location.pathname);
              const { pushState, replaceState } = history;
              history.pushState = (...given) => { pushState.apply(history, given); tell(); };
              history.replaceState = (...given) => { replaceState.apply(history, given); tell(); };
              addEventListener('popstate', tell);
              tell();
            });"""
        )

    def _note(self, path: str) -> None:
        if self.seen[-1:] != [path]:
            self.seen.append(path)

    @property
    def count(self) -> int:
        """How many screens there were."""
        return len(self.seen)


ANSWERS = (
    {"Name": "Rosa Klee", "E-mail": "rosa.klee@example.com", "Town": "Leeds"},
    {"Work you want": "Kitchen assistant"},
    {
        "What you are or were there": "Kitchen help",
        "Company or place": "Linden Inn",
        "From": "summer 2021",
    },
    {"What you did": "Cooked for 80 guests on weekends\n- Ordered the vegetables every Monday"},
    {"What you are or were there": "Cashier", "Company or place": "Corner Shop", "Until": "2020"},
    {"Degree, trade or course": "Food hygiene course", "School or place": "Leeds College"},
    {"What you can do": "Food safety, Till", "Languages, and how well": "English, good"},
    {"Name or task": "First aid", "From whom, or with whom": "Red Cross", "When": "2022"},
)


def answer_questions(page: Page) -> None:
    """Answer all eight by the keyboard, from the start page on, as far as the posting."""
    page.get_by_role("link", name="I have none yet").click()
    page.get_by_role("textbox", name="Name").focus()
    for number, fields in enumerate(ANSWERS, 1):
        expect(page.get_by_text(f"Question {number} of 8")).to_be_visible()
        for label, text in fields.items():
            box = page.get_by_role("textbox", name=label, exact=True)
            box.focus()
            for at, line in enumerate(text.split("\n")):
                if at:
                    page.keyboard.press("Enter")
                page.keyboard.insert_text(line)
        if number == 3:
            page.get_by_role("checkbox", name="I still work there").press("Space")
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Your resume is ready")).to_be_focused()
