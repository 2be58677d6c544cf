from sites.accounts import hashed, is_right, token_digest


def test_the_right_password_is_right():
    assert is_right("three red cranes", hashed("three red cranes"))


def test_another_password_is_wrong():
    assert not is_right("three red crane", hashed("three red cranes"))


def test_two_contractors_with_one_password_have_different_hashes():
    assert hashed("three red cranes") != hashed("three red cranes")


def test_a_digest_has_the_length_of_its_column():
    assert len(token_digest("t")) == 64
