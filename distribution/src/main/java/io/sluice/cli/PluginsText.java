package io.sluice.cli;

import io.sluice.plugin.Finding;
import io.sluice.plugin.PluginReport;
import io.sluice.plugin.PluginVerification;
import java.io.PrintWriter;
import java.util.List;

/** The list of plugins, for people. */
final class PluginsText {
    private PluginsText() {}

    /** What was found of one, a line each. */
    static void print(PluginVerification found, PrintWriter out) {
        for (Finding finding : found.findings()) {
            String word = finding.unfit() ? "unfit" : "note";
            out.printf("%s: %s; %s%n", word, Failures.oneLine(finding.what()), Failures.oneLine(finding.remedy()));
        }
        if (!found.sha256().isEmpty()) {
            out.printf("sha256: %s%n", found.sha256());
        }
        if (found.fit()) {
            out.printf("fit: plugin '%s' %s%n", found.id(), found.version());
        }
    }

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
