package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A copy of the distribution, with plugins, a configuration and a cache of its own, as another machine has them. */
final class Installation {
    private final Path folder;

    private Installation(Path folder) {
        this.folder = folder;
    }

    /** Copies the built distribution into a folder that it makes, and puts {@code sink-hdfs} beside its plugins. */
    static Installation withHdfs(Path folder, String sink) throws IOException {
        Path home = Sluice.launcher().getParent().getParent();
        Files.createDirectories(folder);
        Command.of("cp", "-r", "" + home, "" + folder.resolve("sluice")).run().succeeded();
        MorePlugins.unpack("sink-hdfs", folder.resolve("sluice/plugins"));
        Path config = Files.createDirectories(folder.resolve("config/sluice")).resolve("config.yaml");
        Files.writeString(
                config,
                "plugins: {load: [drain-read, track-hash, sink-directory, sink-hdfs]}\nfiles: none\n" + sink + "\n");
        return new Installation(folder);
    }

    private Command command(String... words) {
        List<String> all = new ArrayList<>(List.of("" + folder.resolve("sluice/bin/sluice")));
        all.addAll(List.of(words));
        return Command.of(all)
                .in(folder)
                .with("XDG_CONFIG_HOME", "" + folder.resolve("config"))
                .with("XDG_CACHE_HOME", "" + folder.resolve("cache"));
    }

    /** Runs a command that must succeed, and of which libraries must not log anything; answers what it printed. */
    String run(String... words) {
        Command.Outcome outcome = command(words).run().succeeded();
        assertThat(outcome.err()).as(String.join(" ", words)).isEmpty();
        return outcome.out();
    }

    /** Starts a command; its output goes to {@link #log}. */
    Process start(String... words) throws IOException {
        return command(words).start(log(), log());
    }

    /** What the command that was started last has printed. */
    Path log() {
        return folder.resolve("log");
    }
}
