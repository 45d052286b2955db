package io.sluice.sink.encrypt;

import io.sluice.sink.block.BlockSink;
import io.sluice.spi.Availability;
import io.sluice.spi.ComponentException;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/**
 * Makes the sink {@code encrypt}. Its settings: {@code key}, a file, or {@code key-command}, a command with its arguments that
 * prints the key; and {@code threads}, from 1 to 64 (one for each core). The key is read when the first set is begun or opened.
 */
public final class EncryptSinkFactory implements ImageSinkFactory {

    @Override
    public String name() {
        return "encrypt";
    }

    @Override
    public String summary() {
        return "encrypts images by AES-256-GCM, for the sink below it";
    }

    @Override
    public boolean stacks() {
        return true;
    }

    /** Every Java has what it needs; a native library is for speed. */
    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public ImageSink create(Host host, Settings settings, Optional<ImageSink> below) throws ComponentException {
        int threads = (int) settings.number("threads", BlockSink.usualThreads(), 1, BlockSink.MOST_THREADS);
        MasterKey key = key(settings.path("key"), settings.texts("key-command", List.of()));
        return new BlockSink(
                below.orElseThrow(), new EncryptForm(key, new AesGcm(Conscrypt::newProvider, host::note)), threads);
    }

    private static MasterKey key(Optional<Path> file, List<String> command) throws ComponentException {
        if (file.isEmpty() == command.isEmpty()) {
            throw new ComponentException(
                    file.isEmpty() ? "the sink 'encrypt' has no key" : "the sink 'encrypt' has a key twice",
                    "name one: key: FILE, or key-command: [COMMAND, ARGUMENT]; 'openssl rand -hex 32' makes one");
        }
        return new MasterKey(file.isEmpty() ? new KeyCommand(command) : new KeyFile(file.get()));
    }
}
