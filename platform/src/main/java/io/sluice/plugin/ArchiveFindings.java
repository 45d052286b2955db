package io.sluice.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is to be said against the entries of a plugin's zip, before any of them is unpacked. */
final class ArchiveFindings {
    private static final String AGAIN = "build the archive again, of files and folders below its root alone";

    /** In whatever folder of classes it stands. */
    private static final Pattern CLASS_OF_SLUICE = Pattern.compile("(?:.*/)?(?:io/sluice/spi|org/pf4j)/.*\\.class");

    private static final Pattern CODE = Pattern.compile(".*\\.(?:class|jar)", Pattern.CASE_INSENSITIVE);

    private ArchiveFindings() {}

    /** @throws IOException when it is no zip */
    static List<Finding> of(Path archive) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<ZipDirectory.Entry> entries = ZipDirectory.read(archive).entries();
        Set<String> names = new HashSet<>();
        for (ZipDirectory.Entry entry : entries) {
            String shown = EntryNames.quoted(entry.name());
            if (EntryNames.leadsOut(entry.name())) {
                findings.add(Finding.unfit("has a path that leads out of it: " + shown, AGAIN));
            }
            if (entry.isLink()) {
                findings.add(Finding.unfit("has a link: " + shown, AGAIN));
            }
            if (entry.isSpecial()) {
                findings.add(Finding.unfit("has an entry that is neither file nor folder: " + shown, AGAIN));
            }
            if (CLASS_OF_SLUICE.matcher(entry.name()).matches()) {
                findings.add(Finding.unfit(
                        "has a class that Sluice has itself: " + shown,
                        "let the SPI and pf4j be 'provided' in the build"));
            }
            if (!names.add(entry.name())) {
                findings.add(Finding.unfit("has two entries of one name: " + shown, AGAIN));
            }
        }
        if (findings.isEmpty() && !names.equals(asTheJdkReads(archive))) {
            findings.add(Finding.unfit("can be read in two ways", AGAIN));
        }
        names.stream()
                .filter(ArchiveFindings::isOverlooked)
                .sorted()
                .findFirst()
                .ifPresent(name -> findings.add(Finding.note(
                        "has code that nobody looks at: " + EntryNames.quoted(name),
                        "put classes into jars, and these into " + PluginShelf.JARS)));
        return findings;
    }

    private static boolean isOverlooked(String name) {
        return CODE.matcher(name).matches() && !PluginArchive.isJar(name);
    }

    /** What is unpacked later must be what was looked at. */
    private static Set<String> asTheJdkReads(Path archive) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            zip.stream().map(ZipEntry::getName).forEach(names::add);
        }
        return names;
    }
}
