package io.sluice.image.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.sink.DamagedImageException;
import io.sluice.spi.sink.SinkSettingsException;
import java.io.IOException;
import java.util.Arrays;

/** How it is told that an image cannot be read: the sink noticed damage, it cannot, or it is not set up as it was when it stored it. */
public final class Unreadable {
    /** With this an image begins that was changed by a sink on its way to another one; then comes the sink's name. */
    private static final byte[] CHANGED_BY = "sluice-sink ".getBytes(US_ASCII);

    private static final int LONGEST_NAME = 64;

    private Unreadable() {}

    /**
     * Tells what a sink threw.
     *
     * @param image which image of which set
     */
    public static SluiceException of(String image, IOException failed) {
        if (failed instanceof DamagedImageException) {
            return Damage.of(image, failed.getMessage(), failed);
        }
        String what = "cannot read " + image + ": " + failed.getMessage();
        return failed instanceof SinkSettingsException wrong
                ? new SluiceException(ErrorCode.CONFIG, what, wrong.remedy(), failed)
                : new SluiceException(
                        ErrorCode.STORAGE, what, "see that the storage is there, works and may be read", failed);
    }

    /** Refuses an image that is still as a sink has changed it. */
    public static void requireChangedBack(String image, byte[] bytes) {
        int name = CHANGED_BY.length;
        if (bytes.length <= name || !Arrays.equals(bytes, 0, name, CHANGED_BY, 0, name)) {
            return;
        }
        String text = new String(bytes, name, Math.min(LONGEST_NAME, bytes.length - name), US_ASCII);
        throw new SluiceException(
                ErrorCode.CONFIG,
                image + " was stored through the sink '" + text.split("[^a-z0-9-]", 2)[0]
                        + "', which 'sink' of config.yaml does not name",
                "name at 'sink' all that it was stored through, in their order");
    }
}
