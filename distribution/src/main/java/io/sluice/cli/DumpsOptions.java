package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that only the dump at the end of a chain looks at. A pre-dump takes them too, so that both can be told the same. */
@SuppressWarnings("UnusedVariable") // that they were given changes nothing
final class DumpsOptions {
    @Option(
            names = {
                "-j",
                "--shell-job",
                "-l",
                "--file-locks",
                "--link-remap",
                "--evasive-devices",
                "--ghost-fiemap",
                "--no-ghost-fiemap",
                "--tcp-established"
            },
            arity = "0",
            hidden = true)
    private List<Boolean> flags = new ArrayList<>();

    @Option(
            names = {"--ghost-limit", "--external", "--cgroup-root", "--cgroup-yard"},
            hidden = true)
    private List<String> values = new ArrayList<>();

    @Option(
            names = {"-x", "--ext-unix-sk", "--manage-cgroups"},
            arity = "0..1",
            hidden = true)
    private List<String> perhapsValues = new ArrayList<>();
}
