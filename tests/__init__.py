"""Tests run with aiogram as the desk in earnest loads it."""

from bot.loading import load_aiogram

load_aiogram()
