package io.sluice.image.manifest;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code manifest.json} says. Every value of this type is complete and within its bounds.
 *
 * @param format the version of this form: {@link #FORMAT}
 * @param set the set's identity: a UUID in lower case
 * @param created when, as ISO-8601 in UTC
 * @param sluice the version that made it
 * @param host where
 * @param options what was asked for
 * @param components by what it was made
 * @param epoch the tracker's token for this round; empty when it tracks nothing
 * @param parent the set that this one adds to
 * @param replaces the sets in whose place it may stand, for it has the same pages; a squashed chain's newest first
 * @param given the sets that have pages of its chain which it lacks: it stands below them, and not alone
 * @param signer the public key of who signed it: the DER form of RFC 8410 in base64
 * @param tasks the tasks, in the order of the tree
 * @param segments the shared segments
 * @param times how long it took
 * @param counts how many pages
 * @param whole why all pages were taken where a parent was given; empty when it was an increment or a first set
 * @param files what the tasks mapped or had open; none of sets that were made before files were recorded
 * @param images every other file of the set, but for its signature
 * @param digest the SHA-256 of the file, with zeros in its own place, 64 lower-case hexadecimal digits
 */
public record Manifest(
        int format,
        String set,
        String created,
        String sluice,
        HostFacts host,
        Options options,
        Components components,
        Optional<String> epoch,
        Optional<ParentEntry> parent,
        List<SetIdentity> replaces,
        List<SetIdentity> given,
        Optional<String> signer,
        List<TaskEntry> tasks,
        List<SegmentEntry> segments,
        Times times,
        Counts counts,
        List<String> whole,
        List<FileEntry> files,
        List<ImageEntry> images,
        String digest) {
    /** The name of the file. */
    public static final String FILE = "manifest.json";
    /** The name of the file beside it that signs it. */
    public static final String SIGNATURE = "manifest.sig";
    /** The version of the form that this Sluice writes and reads. */
    public static final int FORMAT = 1;

    /** Stands for a digest that is not known yet. */
    static final String NO_DIGEST = "0".repeat(64);

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Manifest {
        if (format != FORMAT) {
            throw new IllegalArgumentException("its format is " + format + ", and this Sluice reads " + FORMAT);
        }
        requireIdentity(set);
        Instant.parse(created);
        Objects.requireNonNull(sluice, "the version is missing");
        Objects.requireNonNull(host, "the host is missing");
        Objects.requireNonNull(options, "the options are missing");
        Objects.requireNonNull(components, "the components are missing");
        Objects.requireNonNull(times, "the times are missing");
        Objects.requireNonNull(counts, "the counts are missing");
        epoch = Objects.requireNonNullElse(epoch, Optional.empty());
        parent = Objects.requireNonNullElse(parent, Optional.empty());
        replaces = List.copyOf(Objects.requireNonNullElse(replaces, List.of()));
        given = List.copyOf(Objects.requireNonNullElse(given, List.of()));
        signer = Objects.requireNonNullElse(signer, Optional.empty());
        tasks = List.copyOf(tasks);
        segments = List.copyOf(segments);
        whole = List.copyOf(whole);
        files = List.copyOf(Objects.requireNonNullElse(files, List.of()));
        images = List.copyOf(images);
        requireDistinct(images);
        requireDigests(signer, images);
        requireDigest(digest);
    }

    /** What another set calls this one. */
    public SetIdentity identity() {
        return new SetIdentity(set, digest);
    }

    /** The names of all files of the set. */
    public List<String> names() {
        Stream<String> papers = signer.isPresent() ? Stream.of(FILE, SIGNATURE) : Stream.of(FILE);
        return Stream.concat(images.stream().map(ImageEntry::name), papers).toList();
    }

    /** When the set was made. */
    public Instant createdAt() {
        return Instant.parse(created);
    }

    Manifest withDigest(String known) {
        return new Manifest(
                format,
                set,
                created,
                sluice,
                host,
                options,
                components,
                epoch,
                parent,
                replaces,
                given,
                signer,
                tasks,
                segments,
                times,
                counts,
                whole,
                files,
                images,
                known);
    }

    static void requireIdentity(String set) {
        if (!UUID.fromString(set).toString().equals(set)) {
            throw new IllegalArgumentException("the identity of a set is not a UUID in lower case");
        }
    }

    static void requireDigest(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("a digest is not 64 lower-case hexadecimal digits");
        }
    }

    /** Its checksums find damage; only these find intent. */
    private static void requireDigests(Optional<String> signer, List<ImageEntry> images) {
        if (signer.isPresent()
                && images.stream().anyMatch(image -> image.digests().isEmpty())) {
            throw new IllegalArgumentException("an image of a signed set has no digests");
        }
    }

    private static void requireDistinct(List<ImageEntry> images) {
        Set<String> names = new HashSet<>();
        for (ImageEntry image : images) {
            if (!names.add(image.name())) {
                throw new IllegalArgumentException(image.name() + " is listed twice");
            }
        }
    }
}
