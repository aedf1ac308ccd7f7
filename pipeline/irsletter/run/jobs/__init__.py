"""Work that crosses a process border: jobs and answers, who runs them, and the limits that each is held to."""
