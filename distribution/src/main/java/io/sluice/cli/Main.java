package io.sluice.cli;

/** Where the process begins and ends. */
public final class Main {
    /** When the process began, by {@link System#nanoTime}: the zero of the log. */
    static final long STARTED = System.nanoTime();

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command; answers its exit status. */
    static int run(String... arguments) {
        return CommandLineRun.of(Surroundings.ofProcess(), arguments);
    }
}
