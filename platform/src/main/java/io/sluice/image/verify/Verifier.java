package io.sluice.image.verify;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.ParentLink;
import io.sluice.image.format.Unreadable;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ParentEntry;
import io.sluice.image.manifest.SetIdentity;
import io.sluice.image.punch.PunchLog;
import io.sluice.image.punch.Punched;
import io.sluice.image.sign.SignedManifest;
import io.sluice.image.sign.Signers;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks a set and all that it adds to: every byte against the manifests, every parent's identity, every pagemap's
 * structure. Of CRIU's own sets, which have no manifest, the structure is all there is to check.
 *
 * <p>Problems are values. Memory is bounded, whatever the sets hold.
 */
public final class Verifier implements AutoCloseable {
    private final ImageSink sink;
    private final Signers demanded;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();
    /** The sets above the one that is checked, by their identity. */
    private final Map<SetIdentity, String> above = new HashMap<>();

    private final BlockCrew crew = new BlockCrew();

    private Verifier(ImageSink sink, Signers demanded, Findings findings) {
        this.sink = sink;
        this.demanded = demanded;
        this.findings = findings;
    }

    /** Checks a chain that nobody need have signed. */
    public static VerifyReport verify(ImageSink sink, String name, Control control) {
        return verify(sink, name, Signers.ANY, control);
    }

    /**
     * Checks a chain.
     *
     * @param name its newest set
     * @param demanded who must have signed its sets
     * @param control cancels, limits, and is told of the bytes read
     * @throws SluiceException {@code SET_MISSING} when there is no set of that name; {@code STORAGE} when the sink cannot
     *     be read; {@code CANCELLED} or {@code TIMEOUT}
     */
    public static VerifyReport verify(ImageSink sink, String name, Signers demanded, Control control) {
        return verifyBelow(Map.of(), sink, name, demanded, control);
    }

    /**
     * As {@link #verify(ImageSink, String, Signers, Control)}, of a set that is to stand below others.
     *
     * @param above the names of these, by their identity: pages may have been given to them
     */
    public static VerifyReport verifyBelow(
            Map<SetIdentity, String> above, ImageSink sink, String name, Signers demanded, Control control) {
        try (Verifier verifier = new Verifier(sink, demanded, new Findings(control))) {
            verifier.above.putAll(above);
            Optional<Link> next = verifier.set(new Link(name, Optional.empty(), true));
            while (next.isPresent()) {
                next = verifier.set(next.get());
            }
            return verifier.findings.report();
        }
    }

    /**
     * The next set of the chain.
     *
     * @param name its name
     * @param expected what the set that adds to it says of it
     * @param first whether it is the one that was asked for
     */
    private record Link(String name, Optional<ParentEntry> expected, boolean first) {}

    private Optional<Link> set(Link link) {
        if (!seen.add(link.name()) || seen.size() > ImageSet.LONGEST_CHAIN) {
            findings.add(Problem.of(link.name(), link.name(), "the chain of parents does not end"));
            return Optional.empty();
        }
        try (SetReader reader = reader(link)) {
            return reader == null ? Optional.empty() : check(link, reader);
        } catch (IOException failed) {
            throw Unreadable.of("the set " + link.name(), failed);
        }
    }

    private SetReader reader(Link link) throws IOException {
        Optional<SetReader> reader = sink.open(link.name());
        if (reader.isEmpty() && link.first()) {
            throw new SluiceException(
                    ErrorCode.SET_MISSING,
                    "there is no committed image set at " + link.name(),
                    "give the folder of a finished dump; one that failed leaves no set");
        }
        if (reader.isEmpty()) {
            findings.add(Problem.of(link.name(), link.name(), "there is no set, and another adds to it"));
        }
        return reader.orElse(null);
    }

    private Optional<Link> check(Link link, SetReader reader) throws IOException {
        String name = link.name();
        int problemsBefore = findings.problems();
        long bytesBefore = findings.bytes();
        Optional<Manifest> manifest = Optional.empty();
        try {
            manifest = SignedManifest.read(name, reader, demanded);
            identify(link, manifest);
        } catch (SluiceException wrong) {
            note(name, Manifest.FILE, wrong);
        }
        Optional<String> parent = reader.parent();
        manifest.ifPresent(known -> parentLink(name, known, parent));
        Punched punched = manifest.map(known -> punched(name, reader, known)).orElse(Punched.nothing(1));
        manifest.ifPresent(known -> given(name, known, punched));
        manifest.ifPresent(known -> above.put(known.identity(), name));
        int images = new ByteCheck(name, reader, findings, crew).check(manifest, punched);
        if (findings.problems() == problemsBefore) {
            structure(name, manifest.isPresent());
        }
        findings.looked(new SetReport(name, manifest.map(Manifest::set), images, findings.bytes() - bytesBefore));
        Optional<ParentEntry> expected = manifest.flatMap(Manifest::parent);
        return parent.map(reference -> new Link(sink.resolve(name, reference), expected, false));
    }

    private Punched punched(String name, SetReader reader, Manifest manifest) {
        try {
            return PunchLog.read(name, reader, manifest);
        } catch (SluiceException wrong) {
            note(name, PunchLog.FILE, wrong);
            return Punched.nothing(manifest.host().pageSize());
        }
    }

    /** Who has its pages must stand above it. */
    private void given(String name, Manifest manifest, Punched punched) {
        Stream.concat(punched.to().stream(), manifest.given().stream())
                .distinct()
                .filter(to -> !above.containsKey(to))
                .forEach(to -> findings.add(Problem.of(
                        name, name, "its pages were given to the set " + to.set() + ", which is not above it")));
    }

    private void identify(Link link, Optional<Manifest> manifest) {
        link.expected().ifPresent(expected -> ParentLink.identify(link.name(), manifest, expected));
    }

    private void parentLink(String name, Manifest manifest, Optional<String> stored) {
        try {
            ParentLink.check(name, manifest.parent(), stored);
            if (!ParentLink.isFirst(manifest.parent(), stored) && !leadsToParent(name, manifest, stored)) {
                throw ParentLink.differs(name, manifest.parent(), stored);
            }
        } catch (SluiceException wrong) {
            note(name, ParentLink.NAME, wrong);
        }
    }

    private boolean leadsToParent(String name, Manifest manifest, Optional<String> stored) {
        try (ImageSet parent = ImageSet.openPart(sink, sink.resolve(name, stored.orElseThrow()), demanded)) {
            ParentLink.identify(
                    parent.name(), parent.manifest(), manifest.parent().orElseThrow());
            return true;
        } catch (SluiceException wrong) {
            Thrown.requireDamage(wrong);
            return false;
        }
    }

    /** The structure of a set whose bytes are as they were written. */
    private void structure(String name, boolean ours) {
        try (ImageSet set = ImageSet.openPart(sink, name, demanded)) {
            Set<SetIdentity> lacking = parentLacks(set);
            try (Takers ofParent = takers(lacking);
                    Takers ofSet = takers(set.punched().to())) {
                new StructureCheck(set, ofParent, findings).check();
                new PunchCheck(set, ofSet, findings).check();
            }
            if (!ours) {
                findings.warn(name + " was not made by Sluice: it has no manifest, and its contents cannot be checked");
                new CriuCheck(set, findings).check();
            }
        } catch (SluiceException wrong) {
            note(name, name, wrong);
        }
    }

    /** To whom went what a squashed parent was made without; what is wrong with the parent is told when its turn comes. */
    private static Set<SetIdentity> parentLacks(ImageSet set) {
        try {
            return set.parent()
                    .flatMap(ImageSet::manifest)
                    .map(known -> Set.copyOf(known.given()))
                    .orElse(Set.of());
        } catch (SluiceException wrong) {
            Thrown.requireDamage(wrong);
            return Set.of();
        }
    }

    private Takers takers(Set<SetIdentity> given) {
        List<ImageSet> sets = new ArrayList<>();
        Takers takers = new Takers(sets);
        try {
            given.stream()
                    .map(above::get)
                    .filter(Objects::nonNull)
                    .forEach(name -> sets.add(ImageSet.openPart(sink, name, demanded)));
            return takers;
        } catch (RuntimeException wrong) {
            takers.close();
            throw wrong;
        }
    }

    /** Damage is a finding; anything else ends the check. */
    private void note(String set, String image, SluiceException thrown) {
        Thrown.requireDamage(thrown);
        findings.add(Problem.of(set, image, thrown));
    }

    @Override
    public void close() {
        crew.close();
    }
}
