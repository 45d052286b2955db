package io.sluice.cli;

import io.sluice.spi.file.Verdict;
import io.sluice.validate.FileFinding;
import io.sluice.validate.FileReport;
import java.io.PrintWriter;
import java.util.List;

/** What a comparison of files found, for people. */
final class FilesText {
    private static final int WIDEST = 60;

    private FilesText() {}

    static void print(FileReport report, PrintWriter out) {
        List<FileFinding> findings = report.findings();
        if (findings.isEmpty()) {
            out.println("warning: " + report.set() + " records no files");
            return;
        }
        int width = findings.stream()
                .mapToInt(finding -> path(finding).length())
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(WIDEST);
        String form = "%-" + width + "s  %-9s  %-9s  %s";
        out.println(String.format(form, "file", "method", "verdict", "why").stripTrailing());
        findings.forEach(finding -> out.println(line(form, finding)));
        out.println("files: " + count(findings));
    }

    private static String line(String form, FileFinding finding) {
        String method = finding.method().isEmpty() ? "-" : finding.method();
        String why = finding.why().isEmpty() || finding.fails()
                ? finding.why()
                : finding.why() + " (" + tolerated(finding) + ")";
        return String.format(form, path(finding), method, verdict(finding), why).stripTrailing();
    }

    private static String tolerated(FileFinding finding) {
        return finding.provable() ? finding.onMismatch().word() : "cannot be told";
    }

    /** One word for it, for programs too. */
    static String verdict(FileFinding finding) {
        Verdict verdict = finding.verdict();
        if (verdict instanceof Verdict.Match) {
            return "match";
        }
        return verdict instanceof Verdict.Mismatch ? "mismatch" : "unknown";
    }

    /** A name in a set may hold what a terminal would obey. */
    static String path(FileFinding finding) {
        StringBuilder shown = new StringBuilder();
        finding.path().chars().forEach(letter -> {
            if (Character.isISOControl(letter)) {
                shown.append(String.format("\\%03o", letter));
            } else {
                shown.append((char) letter);
            }
        });
        return shown.toString();
    }

    private static String count(List<FileFinding> findings) {
        long matches = findings.stream()
                .filter(finding -> finding.verdict() instanceof Verdict.Match)
                .count();
        long fails = findings.stream().filter(FileFinding::fails).count();
        return matches + " of " + findings.size() + " match, " + fails + " fail";
    }
}
