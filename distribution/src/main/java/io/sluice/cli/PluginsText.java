package io.sluice.cli;

import io.sluice.plugin.PluginReport;
import java.io.PrintWriter;
import java.util.List;

/** The list of plugins, for people. */
final class PluginsText {
    private PluginsText() {}

    static void print(List<PluginReport> reports, PrintWriter out) {
        for (PluginReport report : reports) {
            String component = report.component()
                    .map(brings -> brings.kind().word() + " " + brings.name())
                    .orElse("-");
            out.printf("%-20s %s%n", component, Standings.of(report.standing()).line());
            if (!report.summary().isEmpty()) {
                out.printf("%-20s %s%n", "", report.summary());
            }
            out.printf("%-20s %s %s, from %s%n", "", report.plugin(), report.version(), report.path());
        }
    }
}
