package io.sluice.benchmark.subject;

import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who can be measured here.
 *
 * @param home the folder of the built Sluice
 * @param criu the command that prints the path of a real CRIU
 * @param commands runs what is asked
 * @param folder for the configurations of Sluice
 */
public record Inquiry(Path home, Path criu, Commands commands, Path folder) {
    private static final String NONE = "none";
    /** The drain that only a dump can have. */
    private static final String COPIES = "fork";

    /** All that are wanted; of empty lists of drains and trackers all that Sluice lists. */
    public Offer offer(List<String> drains, List<String> trackers, List<String> peers) {
        Offer offer = new Offer();
        offerSluice(offer, drains, trackers);
        for (String peer : peers) {
            switch (peer) {
                case "criu" -> offerCriu(offer);
                case "gcore" -> offerGcore(offer);
                default -> offer.skip(peer, "the benchmark knows criu and gcore");
            }
        }
        return offer;
    }

    private void offerSluice(Offer offer, List<String> drains, List<String> trackers) {
        Path program = home.resolve("bin").resolve("sluice");
        offer.program(firstLine(commands.run(List.of(program.toString(), "--version"))));
        Plugins plugins = Plugins.of(program, commands, folder);
        for (String drain : drains.isEmpty() ? plugins.components("drain") : drains) {
            for (String tracker : trackers.isEmpty() ? withNone(plugins.components("tracker")) : trackers) {
                SluiceSubject subject =
                        new SluiceSubject(program, folder, plugins.names(), drain.equals(COPIES), drain, tracker);
                Optional<String> hindrance = plugins.hindrance("drain", drain)
                        .or(() -> tracker.equals(NONE) ? Optional.empty() : plugins.hindrance("tracker", tracker));
                hindrance.ifPresentOrElse(reason -> offer.skip(subject.name(), reason), () -> offer.add(subject));
            }
        }
    }

    private static List<String> withNone(List<String> trackers) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(NONE), trackers.stream())
                .toList();
    }

    private void offerCriu(Offer offer) {
        Ended found = commands.run(List.of(criu.toString()));
        if (!found.succeeded()) {
            offer.skip("criu", found.complaint());
            return;
        }
        Path program = Path.of(found.out().strip());
        Ended check = commands.run(List.of(program.toString(), "check", "--feature", "mem_dirty_track"));
        if (check.succeeded()) {
            offer.add(CriuSubject.preDump(program, "read"));
            offer.add(CriuSubject.preDump(program, "splice"));
        } else {
            offer.skip("criu-read, criu-splice", "CRIU's pre-dump needs soft-dirty, which this kernel does not have");
        }
        offer.add(CriuSubject.dump(program));
        String version = firstLine(commands.run(List.of(program.toString(), "--version")));
        offer.program("CRIU " + version.replace("Version:", "").strip());
    }

    private void offerGcore(Offer offer) {
        if (commands.run(List.of("gcore", "-h")).status() == 127) {
            offer.skip("gcore", "there is no gcore in PATH; the package gdb brings it");
        } else {
            offer.add(new Gcore());
            offer.program(firstLine(commands.run(List.of("gdb", "--version"))));
        }
    }

    private static String firstLine(Ended ended) {
        return ended.out().lines().findFirst().orElse("of unknown version");
    }
}
