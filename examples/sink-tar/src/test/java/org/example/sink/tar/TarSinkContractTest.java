package org.example.sink.tar;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.ImageSinkContract;
import io.sluice.testkit.contract.PlainHost;
import io.sluice.testkit.contract.StoredSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.io.TempDir;

/** The sink keeps the rules; what it stored is looked at with a reader of tars. */
class TarSinkContractTest implements ImageSinkContract {
    @TempDir
    private Path folder;

    private int names;

    /** The factory that is tested. */
    ImageSinkFactory factory() throws Exception {
        return new TarSinkFactory();
    }

    @Override
    public ImageSink sink() throws Exception {
        return factory().create(new PlainHost(), new DefaultSettings(), Optional.empty());
    }

    @Override
    public String newName() {
        return folder.resolve("set-" + names++ + ".tar").toString();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    public boolean leaveRemains(String name) throws IOException {
        Files.write(Path.of(name + ".part"), new byte[1000]);
        return true;
    }

    @Override
    public Optional<StoredSet> stored(String name) throws IOException {
        if (Files.notExists(Path.of(name))) {
            return Optional.empty();
        }
        Optional<String> parent = Optional.empty();
        Map<String, ByteBuffer> images = new TreeMap<>();
        try (InputStream file = Files.newInputStream(Path.of(name));
                TarArchiveInputStream tar = new TarArchiveInputStream(file, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isSymbolicLink()) {
                    parent = Optional.of(entry.getLinkName());
                } else {
                    images.put(entry.getName(), ByteBuffer.wrap(tar.readAllBytes()));
                }
            }
        }
        return Optional.of(new StoredSet(parent, images));
    }
}
