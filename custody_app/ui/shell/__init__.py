"""The frame around the pages: navigation, status bar, notices, sign-in, confirmation."""
