package io.sluice.acceptance;

import io.sluice.cli.Served;
import io.sluice.testkit.program.Command;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;

/**
 * A process that runs the commands of many tests, one after the other: what they cost is then the work and not the start of a
 * Java. It has the built distribution's classes, plugins and options. Targets are not its children.
 */
final class WarmSluice {
    private static final long MOST_MILLISECONDS = 120_000;
    /** A log is begun once in a process. */
    private static final Set<String> ALONE = Set.of("-o", "--log-file", "-v", "--verbosity", "-verbosity");

    private static WarmSluice running;

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;

    private WarmSluice(Process process) {
        this.process = process;
        requests = new DataOutputStream(process.getOutputStream());
        answers = new DataInputStream(process.getInputStream());
    }

    /** Whether a command can run in a process that ran others. */
    static boolean takes(String... arguments) {
        return List.of(arguments).stream().noneMatch(word -> ALONE.contains(word) || word.startsWith("-v"));
    }

    /** Runs a command to its end. */
    static synchronized Command.Outcome run(Path home, Path cache, String... arguments) {
        try {
            if (running == null || !running.process.isAlive()) {
                running = new WarmSluice(start(home, cache));
            }
            return running.ask(arguments);
        } catch (IOException failure) {
            throw new AssertionError("no answer to " + List.of(arguments), failure);
        }
    }

    private Command.Outcome ask(String... arguments) throws IOException {
        Timer patience = new Timer(true);
        patience.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        process.destroyForcibly();
                    }
                },
                MOST_MILLISECONDS);
        try {
            requests.writeInt(arguments.length);
            for (String word : arguments) {
                requests.writeUTF(word);
            }
            requests.flush();
            return new Command.Outcome(answers.readInt(), text(), text());
        } finally {
            patience.cancel();
        }
    }

    private String text() throws IOException {
        return new String(answers.readNBytes(answers.readInt()), StandardCharsets.UTF_8);
    }

    /** By the launcher, with its options; of two programs that a Java is told to run it takes the first. */
    private static Process start(Path home, Path cache) throws IOException {
        Path tests = Path.of(
                Served.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        String program = "-cp " + home.resolve("lib/sluice.jar") + ":" + tests + " " + Served.class.getName();
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/sluice").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SLUICE_JAVA_OPTIONS", "-XX:ReservedCodeCacheSize=48m " + program);
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
