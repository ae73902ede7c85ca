# Files for calendars.
calendar-file-video = By video
