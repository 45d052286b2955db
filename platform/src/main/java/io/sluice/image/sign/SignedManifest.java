package io.sluice.image.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.failure.SluiceException;
import io.sluice.image.format.Damage;
import io.sluice.image.format.Unreadable;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ManifestFile;
import io.sluice.image.manifest.ParentEntry;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The one way to a manifest: with the signature that it claims, and that is demanded. {@code manifest.sig} is the signature
 * in base64, one line.
 */
public final class SignedManifest {
    private static final int MOST_BYTES = 1 << 10;

    private SignedManifest() {}

    /**
     * Reads the manifest of a set, and checks who signed it.
     *
     * @return the manifest; empty when the set has no such file, and nobody need have signed
     * @throws SluiceException {@code SET_DAMAGED} when it is not what was written or signed, or not signed as is demanded
     */
    public static Optional<Manifest> read(String set, SetReader reader, Signers demanded) {
        Optional<Manifest> manifest = ManifestFile.read(set, reader);
        Optional<String> claimed = manifest.flatMap(Manifest::signer);
        if (claimed.isPresent()) {
            check(set, reader, manifest.get(), claimed.get());
        }
        if (!claimed.map(demanded::accept).orElse(!demanded.demand())) {
            throw Damage.of(
                    set,
                    claimed.isEmpty()
                            ? "it is not signed, and 'signed-by' of config.yaml demands a signature"
                            : "it is signed by " + claimed.get() + ", whom 'signed-by' of config.yaml does not name");
        }
        return manifest;
    }

    /** The file that signs a manifest. */
    public static byte[] sign(Manifest manifest, SigningKey key) {
        return file(key.sign(message(manifest)));
    }

    /** That file as it is stored, once more checked; empty when the set is not signed. */
    public static Optional<byte[]> signature(String set, SetReader reader, Manifest manifest) {
        return manifest.signer().map(signer -> check(set, reader, manifest, signer));
    }

    private static byte[] check(String set, SetReader reader, Manifest manifest, String claimed) {
        String label = Manifest.SIGNATURE + " in " + set;
        byte[] file = stored(label, reader);
        try {
            byte[] signature = Base64.getMimeDecoder().decode(file);
            boolean whole = Arrays.equals(file(signature), file);
            if (!whole || !Signer.of(claimed).signed(message(manifest), signature)) {
                throw Damage.of(label, "it does not sign this manifest: one of both was changed");
            }
            return file;
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw Damage.of(label, "it cannot be checked: " + wrong.getMessage(), wrong);
        }
    }

    private static byte[] stored(String label, SetReader reader) {
        try {
            long length = reader.length(Manifest.SIGNATURE)
                    .orElseThrow(() -> Damage.of(label, "it is missing, and " + Manifest.FILE + " says who signed"));
            if (length > MOST_BYTES) {
                throw Damage.of(label, "it is too long for a signature");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            reader.read(Manifest.SIGNATURE, 0, bytes);
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (IOException failed) {
            throw Unreadable.of(label, failed);
        }
    }

    private static byte[] file(byte[] signature) {
        return (Base64.getEncoder().encodeToString(signature) + "\n").getBytes(US_ASCII);
    }

    /** The digest stands for every bit of the manifest; the parent's for every bit of the chain below. */
    private static byte[] message(Manifest manifest) {
        String parent = manifest.parent()
                .map(ParentEntry::identity)
                .map(identity -> identity.set() + " " + identity.digest())
                .orElse("none");
        return ("sluice set 1\n" + manifest.set() + " " + manifest.digest() + "\nparent " + parent + "\n")
                .getBytes(US_ASCII);
    }
}
