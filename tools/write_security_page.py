"""Write docs/security-cases.md from the table here: `write_security_page.py [--check]`.

The cases are the fifteen that the suite of a site like this has to contain, and those of our own;
each names the tests that hold it. tests/test_security_cases.py checks that each is there.
"""

import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "security-cases.md"
_HEAD = """# Security cases and their tests

Written by `tools/write_security_page.py`; a test checks that the page is current and that every
test it names is there. `bench/` stands for a figure that is measured, not asserted.

"""
LATER = "comes with what it is about"
# Number → what is tried, what must hold, the tests (file below tests/, name) or why there are none.
CASES: dict[int, tuple[str, str, tuple[str, ...]]] = {
    1: (
        "access to another's things",
        "404 to everybody on every route, exports, PDFs, pages and kept answers included",
        (
            "web/test_access.py::test_what_is_another_s",
            "web/test_access.py::test_an_answer_kept_for_a_retry_is_its_owner_s_alone",
            "web/test_access.py::test_a_body_names_only_what_is_one_s_own",
            "web/test_access.py::test_nothing_of_another_s_in_what_lists_or_exports",
            "web/test_access.py::test_no_body_sets_rights",
            "web/test_sharing.py::test_a_stranger_with_the_link_sees_the_document",
            "web/test_sharing.py::test_a_retry_is_not_given_what_was_taken_back",
        ),
    ),
    2: (
        "addresses of our own network",
        "one generic refusal, checked at connect and on each redirect",
        (
            "adapters/fetch/test_addresses.py::test_not_public",
            "adapters/fetch/test_addresses.py::test_a_private_address_is_private_in_every_wrapping",
            "adapters/fetch/test_pages.py::"
            "test_names_are_resolved_once_and_the_checked_address_is_dialled",
            "adapters/fetch/test_pages.py::test_a_redirect_is_checked_like_a_link",
            "adapters/fetch/test_pages.py::test_every_refusal_reads_the_same",
        ),
    ),
    3: (
        "a hostile page",
        "bounded in bytes and time",
        (
            "adapters/fetch/test_pages.py::test_a_slow_or_broken_server_is_cut_off",
            "adapters/fetch/test_pages.py::test_a_body_without_end_is_cut_off",
            "adapters/fetch/test_pages.py::test_the_stated_encoding_is_used_where_it_holds",
        ),
    ),
    4: (
        "a hostile Word file",
        "refused, or read as text alone",
        (
            "adapters/documents/test_hostile.py::test_zip_bomb",
            "adapters/documents/test_hostile.py::test_external_entity",
            "adapters/documents/test_hostile.py::test_zip_slip",
            "adapters/documents/test_hostile.py::test_external_template",
        ),
    ),
    5: (
        "a hostile PDF",
        "stopped, or refused by what is wrong with it",
        (
            "adapters/documents/test_hostile.py::test_object_loop",
            "adapters/documents/test_hostile.py::test_pages_without_end",
            "adapters/documents/test_hostile.py::test_locked",
            "adapters/documents/test_hostile.py::test_javascript",
            "adapters/documents/test_hostile.py::test_polyglot",
        ),
    ),
    6: (
        "instructions to the model in a posting",
        "no false word leaves, whatever the model is talked into",
        (
            "web/test_writing.py::test_a_model_that_obeys_the_posting_gets_nothing_through",
            "web/test_letter_writing.py::test_a_model_that_obeys_the_posting_gets_nothing_through",
        ),
    ),
    7: (
        "stored scripts, and line ends in the heads of mails",
        "text stays text in every answer, file and mail",
        (
            "web/test_stored_scripts.py::test_every_text_is_inert_in_every_answer",
            "web/test_stored_scripts.py::test_mails_hold_nothing_that_a_visitor_wrote",
            "features/rendering/test_hostile.py::test_every_field_is_inert",
            "adapters/mail/test_message.py::test_nothing_slips_into_the_head",
            "adapters/mail/test_templates.py::test_what_is_filled_in_is_text",
        ),
    ),
    8: (
        "guessing a code in parallel",
        "five tries in all, however many requests, sessions or codes",
        (
            "features/auth/test_sign_in.py::test_guessing_in_parallel_stops_at_five",
            "features/auth/test_sign_in.py::test_many_codes_are_not_more_tries",
            "contracts/test_passcodes.py::test_tries_are_counted_in_parallel",
        ),
    ),
    9: (
        "finding out who has an account; lists of passwords",
        "one answer to known and unknown, the owner is let in elsewhere; latency: bench/auth.py",
        (
            "web/test_accounts.py::test_known_and_unknown_addresses_answer_alike",
            "features/auth/test_sign_in.py::"
            "test_wrong_passwords_and_unknown_addresses_are_one_answer",
            "features/auth/test_sign_in.py::test_network_guard_counts_over_addresses",
            "web/test_accounts.py::test_too_many_wrong_passwords_wait",
        ),
    ),
    10: (
        "the life of a session",
        "a new id at sign-in; an old one is worth nothing within a second",
        (
            "web/test_old_cookies.py::test_the_id_before_a_sign_in_is_worth_nothing",
            "web/test_old_cookies.py::test_another_process_refuses_it_within_a_second",
            "web/test_accounts.py::test_registering_signs_in_under_a_new_id",
            "web/test_accounts.py::test_signing_out_and_in_again",
            "web/test_accounts.py::test_changing_the_password_ends_the_others",
            "web/test_accounts.py::test_an_admin_disables_an_account",
            "web/test_keeping.py::test_an_erased_account_is_gone_at_once",
        ),
    ),
    11: ("forged and repeated events of the payment service", "state changes once", ()),
    12: ("spending one credit twice", "one gets it", ()),
    13: (
        "jobs that are killed",
        "done again, none lost",
        (
            "adapters/rq/test_jobs.py::test_a_killed_job_is_done_again",
            "cli/test_worker.py::test_what_the_queue_lost_is_found_by_the_scheduler",
        ),
    ),
    14: (
        "a store that dies, stalls, is full, lags behind or is set wrong",
        "503 with when to come back; nothing acknowledged is lost, nothing is let in",
        (
            "adapters/redis/test_refused_writes.py::"
            "test_a_refusal_that_passes_is_a_store_that_is_away",
            "adapters/redis/test_refused_writes.py::"
            "test_requests_that_cannot_be_counted_are_not_let_in",
            "adapters/redis/test_store.py::test_a_silent_server_is_unavailable",
            "adapters/redis/test_store.py::"
            "test_a_full_store_keeps_what_it_has_and_lets_room_be_made",
            "adapters/redis/test_stores.py::test_a_store_that_would_forget_is_refused",
            "adapters/valkey/test_supervisor.py::test_a_store_that_is_killed_comes_back",
            "adapters/valkey/test_durability.py::test_the_auth_store_loses_no_acknowledged_write",
            "web/test_accounts.py::test_a_store_that_is_away_lets_nobody_in",
        ),
    ),
    15: (
        "erasure while a job runs; an old backup",
        "nothing comes back",
        (
            "web/test_erased_meanwhile.py::test_nothing_comes_back",
            "web/test_erased_files.py::test_after_erasure_the_files_open_nothing",
            "web/test_erased_files.py::test_a_restored_backup_brings_nobody_back",
            "cli/test_worker.py::test_an_erasure_is_completed_by_the_jobs",
        ),
    ),
    16: (
        "a person's key for a model, and the passphrase over it",
        "in no request to us, no store in clear, no log: looked for in everything that all tests "
        "of a browser send and keep (figures: `python -m bench keys`)",
        (
            "e2e/test_recorder.py::test_what_is_sent_is_seen_on_the_wire",
            "e2e/test_recorder.py::test_what_is_kept_is_seen",
            "e2e/test_recorder.py::test_the_log_and_the_files_of_the_site_are_seen",
            "e2e/test_models_page.py::test_a_remembered_key_is_locked_until_its_passphrase",
            "e2e/test_asking.py::test_the_key_goes_to_the_model_alone",
        ),
    ),
}


def page() -> str:
    """Return the page."""
    lines = ["| case | what is tried | what must hold | tests |", "| --- | --- | --- | --- |"]
    for number, (tried, held, tests) in CASES.items():
        named = "<br>".join(f"`tests/{test}`" for test in tests) or LATER
        lines.append(f"| {number} | {tried} | {held} | {named} |")
    return _HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write or check the page; return the exit status."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE.name} is old: run tools/write_security_page.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
