"""Interviewers' judgements."""
