"""Questions in the recording of a session: what was asked, and nothing that candidates did not see."""
