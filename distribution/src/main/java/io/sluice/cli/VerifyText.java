package io.sluice.cli;

import io.sluice.image.verify.Problem;
import io.sluice.image.verify.SetReport;
import io.sluice.image.verify.VerifyReport;
import java.io.PrintWriter;

/** What a check found, for people. */
final class VerifyText {
    private VerifyText() {}

    static void print(VerifyReport report, PrintWriter out) {
        for (SetReport set : report.sets()) {
            out.printf("%s: %d images, %s read%n", set.name(), set.images(), Amount.bytes(set.bytes()));
        }
        report.warnings().forEach(warning -> out.println("warning: " + warning));
        report.problems().forEach(problem -> out.println("problem: " + text(problem)));
        if (report.more()) {
            out.println("problem: there are more than these");
        }
        out.println(report.sound() ? sound(report) : "damaged: do not use it; go back to a set that is whole");
    }

    private static String text(Problem problem) {
        String where = problem.image().equals(problem.set()) ? problem.set() : problem.image() + " in " + problem.set();
        return where + ": " + problem.what();
    }

    private static String sound(VerifyReport report) {
        String sets = report.sets().size() == 1 ? "1 set" : report.sets().size() + " sets";
        return "sound: " + sets + ", " + Amount.bytes(report.bytes());
    }
}
