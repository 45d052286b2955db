package io.sluice.benchmark.store;

import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import io.sluice.benchmark.work.SluiceReport;
import io.sluice.sink.object.StoreServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the built Sluice with the sink {@code object-store}, whose settings are the defaults. */
final class Dumper {
    private final Commands commands;
    private final Path program;
    private final Path configuration;

    private Dumper(Commands commands, Path program, Path configuration) {
        this.commands = commands;
        this.program = program;
        this.configuration = configuration;
    }

    /** With a folder of plugins of its own, in {@code folder}. */
    static Dumper of(Commands commands, Path home, Path folder, URI store) throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path sink = plugins.resolve("sink-object-store");
        run(commands, List.of("cp", "-r", home.resolve("plugins/drain-read").toString(), plugins.toString()));
        run(commands, List.of("unzip", "-q", archive(home).toString(), "-d", sink.toString()));
        run(commands, List.of("chmod", "-R", "go-w", plugins.toString()));
        String text = "plugins: {folder: " + plugins + ", load: [drain-read, sink-object-store]}\n"
                + "tracker: none\nfiles: none\n"
                + "sink: {use: object-store, endpoint: '" + store + "', bucket: " + StoreServer.BUCKET + "}\n";
        Path configuration = Files.writeString(folder.resolve("config.yaml"), text);
        return new Dumper(commands, home.resolve("bin/sluice"), configuration);
    }

    private static Path archive(Path home) throws IOException {
        Path archives = home.resolveSibling("more-plugins");
        if (Files.isDirectory(archives)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(archives, "sink-object-store-*.zip")) {
                for (Path archive : found) {
                    return archive;
                }
            }
        }
        throw new CannotMeasureException("there is no sink-object-store in " + archives + "; run script/build first");
    }

    private static Ended run(Commands commands, List<String> words) {
        Ended ended = commands.run(words);
        if (!ended.succeeded()) {
            throw new CannotMeasureException(String.join(" ", words) + ": " + ended.complaint());
        }
        return ended;
    }

    Moved dump(long pid) {
        Ended ended = run(
                commands,
                List.of(
                        "env",
                        "AWS_ACCESS_KEY_ID=" + StoreServer.IDENTITY,
                        "AWS_SECRET_ACCESS_KEY=" + StoreServer.SECRET,
                        program.toString(),
                        "pre-dump",
                        "--json",
                        "--config",
                        configuration.toString(),
                        "--tree",
                        Long.toString(pid),
                        "--images-dir",
                        "dump"));
        SluiceReport report = SluiceReport.of(ended.out());
        return new Moved(
                report.pagesMebibytes(), report.drainedSeconds(), ended.seconds(), ended.residentKibibytes() / 1024.0);
    }
}
