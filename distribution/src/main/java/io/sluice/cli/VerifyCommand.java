package io.sluice.cli;

import com.google.gson.JsonObject;
import io.sluice.config.Configuration;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.verify.VerifyReport;
import io.sluice.validate.FileFinding;
import io.sluice.validate.FileReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice verify}: whether a set, and all that it adds to, is what was written. */
@Command(
        name = "verify",
        description =
                "Checks every byte of a set, and of all that it adds to, against the manifests; of sets that CRIU made,"
                        + " their structure.")
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Option(names = "--files", description = "Compare also the files that the set records with those of this machine.")
    private boolean files;

    @Option(
            names = "--root",
            paramLabel = "PATH",
            description = "With --files: the folder that the files are below, in place of /.")
    private Path root;

    @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
    private String set;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Configuration read = options.read();
        if (root != null && !files) {
            throw new ParameterException(spec.commandLine(), "--root is for --files");
        }
        Checked checked = run(read);
        options.print(spec, checked::json, checked::print);
        if (!checked.report().sound()) {
            throw damaged(checked.report());
        }
        checked.files().filter(report -> !report.sound()).ifPresent(report -> {
            throw different(report);
        });
        return 0;
    }

    /** What was found of the set, and of the files where that was asked for and the set is whole. */
    private record Checked(VerifyReport report, Optional<FileReport> files) {
        JsonObject json() {
            JsonObject json = VerifyJson.of(report);
            files.ifPresent(found -> json.add("files", FilesJson.of(found)));
            return json;
        }

        void print(PrintWriter out) {
            VerifyText.print(report, out);
            files.ifPresent(found -> FilesText.print(found, out));
        }
    }

    private SluiceException different(FileReport report) {
        List<FileFinding> failing =
                report.findings().stream().filter(FileFinding::fails).toList();
        FileFinding first = failing.get(0);
        return new SluiceException(
                ErrorCode.FILES_DIFFER,
                "files are not those that " + set + " was made with (" + FilesText.path(first) + ": " + first.why()
                        + (failing.size() > 1 ? ", and " + (failing.size() - 1) + " more)" : ")"),
                "put the right files there, or say under files: in config.yaml which may differ");
    }

    private SluiceException damaged(VerifyReport report) {
        int count = report.problems().size();
        return new SluiceException(
                ErrorCode.SET_DAMAGED,
                "the chain of " + set + " is damaged ("
                        + VerifyText.text(report.problems().get(0))
                        + (count > 1 ? ", and " + (count - 1) + " more)" : ")"),
                "do not use it; go back to a set that is whole");
    }

    private Checked run(Configuration read) {
        try (Watch watch = Watch.of(spec, surroundings);
                Platform platform = surroundings.platforms().open(read)) {
            VerifyReport report = platform.verify(set, surroundings.control(Optional.empty(), watch));
            return new Checked(
                    report, files && report.sound() ? Optional.of(compare(platform, watch)) : Optional.empty());
        }
    }

    private FileReport compare(Platform platform, Watch watch) {
        Path folder = root == null ? Path.of("/") : root;
        return platform.verifyFiles(set, folder, surroundings.control(Optional.empty(), watch));
    }
}
