package io.sluice.state.file;

/** CRIU's numbers for kinds of files (its fdinfo.proto). */
enum FileKind {
    REGULAR(1),
    PIPE(2),
    FIFO(3),
    EVENT_COUNTER(6),
    EVENT_POLL(7),
    SIGNAL_FILE(9),
    NAMESPACE_FILE(14),
    TIMER_FILE(17),
    MEMORY_FILE(18),
    TASK_FILE(20);

    private final int number;

    FileKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
