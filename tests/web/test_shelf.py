"""Pages are kept for those who have not signed in, and for nobody else."""


def test_a_page_of_a_person_is_never_given_to_another(workspace) -> None:
    assert "Sign out" in workspace.visit("reader").see("/p/rus-ukr")
    assert "Sign out" not in workspace.visit().see("/p/rus-ukr")
    assert "Sign out" in workspace.visit("member").see("/p/rus-ukr")


def test_a_page_with_a_form_is_not_kept(workspace) -> None:
    one, two = workspace.visit().see("/sign-in"), workspace.visit().see("/sign-in")
    assert one != two


def test_a_comment_shows_at_once_to_strangers(workspace) -> None:
    stranger, member = workspace.visit(), workspace.visit("member")
    assert "Well said" not in stranger.see("/reports/wire-1")
    member.send("/reports/wire-1", "/discuss", topic="report", subject="wire-1", text="Well said")
    assert "Well said" in stranger.see("/reports/wire-1")


def test_a_kept_page_is_given_with_the_policy_and_a_cookie_of_ones_own(workspace) -> None:
    workspace.visit().see("/reports")
    one, two = (workspace.visit().client.get("/reports") for _ in range(2))
    assert one.text == two.text
    assert "frame-ancestors 'none'" in two.headers["content-security-policy"]
    assert one.headers["set-cookie"] != two.headers["set-cookie"]
