package io.sluice.state.file;

/** CRIU's numbers for kinds of files (its fdinfo.proto). */
enum FileKind {
    REGULAR(1),
    PIPE(2);

    private final int number;

    FileKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
