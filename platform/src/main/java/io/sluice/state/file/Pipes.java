package io.sluice.state.file;

import com.google.protobuf.ByteString;
import io.sluice.image.format.ImageType;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.PipeDataEntry;
import io.sluice.image.message.PipeEntry;
import io.sluice.kernel.FileControl;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.PipeContents;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pipes, and what is in them (pipe(7)). */
final class Pipes implements DescriptorKind {
    private static final int ACCESS = 3;
    private static final int O_DIRECT = 0_40000;
    private static final int WRITE_ONLY = 1;
    private final String image;
    private final ImageType type;
    private final List<StateImage.Part> contents = new ArrayList<>();
    private final Set<Long> looked = new HashSet<>();
    private final Set<Long> packets = new HashSet<>();
    private final Set<Long> filled = new HashSet<>();
    private final LoneEnds lone = new LoneEnds();

    Pipes() {
        this("pipes-data.img", ImageType.PIPES_DATA);
    }

    /** Whatever has contents as pipes have. */
    Pipes(String image, ImageType type) {
        this.image = image;
        this.type = type;
    }

    @Override
    public boolean knows(FileStatus status, String name) {
        return status.isFifo() && name.startsWith("pipe:");
    }

    @Override
    public FileKind kind() {
        return FileKind.PIPE;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        look(descriptor);
        lone.add(descriptor, descriptor.facts().flags() & ACCESS);
        PipeEntry pipe = PipeEntry.newBuilder()
                .setId(id)
                .setPipeId((int) descriptor.status().inode())
                .setFlags(descriptor.facts().flags())
                .setFown(descriptor.owner())
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setPipe(pipe)
                .build();
    }

    /** What is in it is looked at once, through an end to read from. */
    void look(OpenedDescriptor end) {
        long inode = end.status().inode();
        if ((end.facts().flags() & O_DIRECT) != 0) {
            packets.add(inode);
        }
        boolean reads = (end.facts().flags() & ACCESS) != WRITE_ONLY;
        if (reads && looked.add(inode)) {
            byte[] bytes = PipeContents.of(end.file());
            if (bytes.length > 0) {
                filled.add(inode);
            }
            PipeDataEntry entry = PipeDataEntry.newBuilder()
                    .setPipeId((int) inode)
                    .setBytes(bytes.length)
                    .setSize(new FileControl(end.file()).pipeSize())
                    .build();
            contents.add(new StateImage.Part(entry, ByteString.copyFrom(bytes)));
        }
        requireNoPackets(end);
    }

    /** Only the end to write to tells that what is written stays apart. */
    private void requireNoPackets(OpenedDescriptor end) {
        long inode = end.status().inode();
        if (packets.contains(inode) && filled.contains(inode)) {
            throw Refusal.of(
                    end.task(),
                    end.what() + " is a pipe with packets in it (O_DIRECT)",
                    "CRIU would restore them as one; dump when it is empty");
        }
    }

    @Override
    public List<String> notes() {
        return lone.notes();
    }

    @Override
    public List<StateImage> images() {
        return List.of(new StateImage(image, type, contents));
    }
}
