package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Options by which CRIU's dump and pre-dump are told what it may meet. What most of them speak of is dumped without them where that does
 * no harm, or refused by name, so that they change nothing here; they are taken so that what drives CRIU can drive Sluice.
 */
@SuppressWarnings("UnusedVariable") // that they were given changes nothing
final class CriuOptions {
    private static final String FILE = "file[";
    private static final Pattern EXTERNAL_FILE = Pattern.compile("file\\[[0-9a-fA-F]+:[0-9a-fA-F]+]");
    private static final String NOTHING = "Taken as CRIU takes it; changes nothing: ";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-j", "--shell-job"},
            description = NOTHING + "a session outside of the tree is kept by number.")
    private boolean shellJob;

    @Option(names = "--evasive-devices", description = NOTHING + "devices other than those of memory are refused.")
    private boolean evasiveDevices;

    @Option(
            names = {"--ghost-fiemap", "--no-ghost-fiemap"},
            description = NOTHING + "holes of deleted files are looked for by lseek(2).")
    private boolean fileExtents;

    @Option(
            names = {"-x", "--ext-unix-sk"},
            arity = "0..1",
            paramLabel = "INODE",
            description = NOTHING + "sockets are refused.")
    private List<String> externalSockets = new ArrayList<>();

    @Option(names = "--tcp-established", description = NOTHING + "sockets are refused.")
    private boolean established;

    @Option(
            names = "--external",
            paramLabel = "RESOURCE",
            description =
                    "file[MOUNT:INODE], in hexadecimal: a file that whoever restores has open (criu restore --inherit-fd). All others"
                            + " are taken as CRIU takes them, and change nothing: what they name is refused.")
    private List<String> external = new ArrayList<>();

    /** The files that whoever restores has open. */
    Set<String> externalFiles() {
        return external.stream()
                .filter(name -> name.startsWith(FILE))
                .map(this::file)
                .collect(Collectors.toSet());
    }

    private String file(String name) {
        if (!EXTERNAL_FILE.matcher(name).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--external takes a file as file[MOUNT:INODE], in hexadecimal, and not as " + name);
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
