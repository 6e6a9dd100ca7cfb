"""Who sleeps and who works: the scheduler, its workers, and the preview on a virtual clock."""
