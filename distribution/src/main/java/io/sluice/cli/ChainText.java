package io.sluice.cli;

import io.sluice.image.chain.Dedup;
import io.sluice.image.chain.Listing;
import io.sluice.image.chain.Prune;
import io.sluice.image.chain.Rebase;
import io.sluice.image.describe.SetDescription;
import io.sluice.image.manifest.Manifest;
import java.io.PrintWriter;
import java.util.Locale;

/** Chains as a whole, for people. */
final class ChainText {
    private final PrintWriter out;

    ChainText(PrintWriter out) {
        this.out = out;
    }

    void print(Listing listing) {
        listing.sets().forEach(this::set);
        listing.check().warnings().forEach(warning -> out.println("warning: " + warning));
        listing.check().problems().forEach(problem -> out.println("problem: " + VerifyText.text(problem)));
        out.printf(
                "chain of %d sets, %s, %s%n",
                listing.sets().size(),
                Amount.bytes(listing.check().bytes()),
                listing.check().sound() ? "sound" : "damaged");
    }

    private void set(Listing.Entry entry) {
        out.println(entry.report().name() + ": " + (entry.sound() ? "sound" : "damaged"));
        entry.report().id().ifPresent(id -> out.println("  identity " + id));
        entry.description().ifPresent(this::description);
    }

    private void description(SetDescription set) {
        set.parent().ifPresent(parent -> out.println("  adds to " + parent));
        set.manifest().ifPresent(this::origin);
        out.printf(
                Locale.ROOT,
                "  %d pages stored, %d in parent, all images %s%n",
                set.counts().present(),
                set.counts().parent(),
                Amount.bytes(set.bytes()));
        if (set.given() > 0) {
            out.println("  of these " + Amount.bytes(set.given()) + " given away: newer sets have these pages");
        }
    }

    private void origin(Manifest manifest) {
        out.println("  made " + manifest.created()
                + manifest.signer().map(signer -> ", signed by " + signer).orElse(", not signed")
                + (manifest.replaces().isEmpty() ? "" : ", squashed"));
    }

    static void squashed(PrintWriter out, String into, Manifest made) {
        out.printf(
                Locale.ROOT,
                "%s: one set of %d pages, identity %s%n",
                into,
                made.counts().written() + made.counts().sharedWritten(),
                made.set());
    }

    static void pruned(PrintWriter out, Prune.Report report) {
        report.base().ifPresent(base -> out.println(base + ": the new base"));
        report.removed().forEach(name -> out.println(name + ": removed"));
        if (report.base().isEmpty() && report.removed().isEmpty()) {
            out.println("nothing is old enough");
        }
    }

    static void deduped(PrintWriter out, Dedup.Report report) {
        report.kept().forEach(out::println);
        out.println("given back: " + Amount.bytes(report.bytes()));
    }

    static void rebased(PrintWriter out, Rebase.Report report) {
        report.sets().forEach(out::println);
        report.removed().forEach(name -> out.println(name + ": removed"));
    }
}
