package io.github.vigia.collect.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.kernel.MalformedException;
import io.github.vigia.kernel.Mount;
import io.github.vigia.kernel.MountInfo;
import io.github.vigia.kernel.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealMountsTest {

  @Test
  void pseudoFilesystemsAreLeftOut() throws MalformedException {
    assertThat(
            places(
                "/",
                """
                1 0 0:1 / /proc rw - proc proc rw
                2 0 0:2 / /sys/fs/cgroup rw - tmpfs tmpfs rw
                3 0 0:3 / /dev/shm rw - tmpfs tmpfs rw
                4 0 0:4 / /snap/core/1 ro - squashfs /dev/loop1 ro
                5 0 0:5 / /var/lib/docker/overlay2/a/merged rw - overlay overlay rw
                6 0 8:1 / / rw - ext4 /dev/sda1 rw
                7 0 0:7 / /tmp rw - tmpfs tmpfs rw
                8 0 0:8 / /development rw - xfs /dev/sdb1 rw
                """))
        .containsExactly("/", "/tmp", "/development");
  }

  @Test
  void theRootOfAContainerIsWatchedThoughItIsAnOverlay() throws MalformedException {
    assertThat(places("/", "1 0 0:60 / / rw - overlay overlay rw\n")).containsExactly("/");
  }

  @Test
  void aFilesystemMountedTwiceIsWatchedOnceAtItsWholeMount() throws MalformedException {
    assertThat(
            places(
                "/",
                """
                1 0 8:2 /part /bind rw - ext4 /dev/sda2 rw
                2 0 8:2 / /whole rw - ext4 /dev/sda2 rw
                3 0 8:2 / /again rw - ext4 /dev/sda2 rw
                """))
        .containsExactly("/whole");
  }

  @Test
  void theRootWinsOverAllOtherPlacesOfItsFilesystem() throws MalformedException {
    assertThat(
            places(
                "/",
                """
                1 0 0:30 / /mnt/top rw - btrfs /dev/sda2 rw
                2 0 0:30 /@ / rw - btrfs /dev/sda2 rw
                3 0 0:30 /@home /home rw - btrfs /dev/sda2 rw
                """))
        .containsExactly("/");
  }

  @Test
  void aMountHidesWhatIsBelowItAtTheSamePlace() throws MalformedException {
    List<Mount> mounts =
        RealMounts.of(
            MountInfo.parse(
                Text.of(
                    """
                    1 0 0:70 / /net rw - autofs systemd-1 rw
                    2 0 0:71 / /net rw - nfs4 server:/export rw
                    """)),
            "/");
    assertThat(mounts).extracting(Mount::type).containsExactly("nfs4");
  }

  @Test
  void thePlaceWhereTheHostIsSeenIsTakenOff() throws MalformedException {
    assertThat(
            places(
                "/host",
                """
                1 0 8:1 / /host rw - ext4 /dev/sda1 rw
                2 0 8:2 / /host/var rw - ext4 /dev/sda2 rw
                3 0 8:3 / /hostile rw - ext4 /dev/sda3 rw
                """))
        .containsExactly("/", "/var", "/hostile");
  }

  private static List<String> places(String rootfs, String mountInfo) throws MalformedException {
    return RealMounts.of(MountInfo.parse(Text.of(mountInfo)), rootfs).stream()
        .map(Mount::mountPoint)
        .toList();
  }
}
