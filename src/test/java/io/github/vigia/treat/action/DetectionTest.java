package io.github.vigia.treat.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vigia.ProbeFixture;
import io.github.vigia.kernel.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What manages services, interfaces and containers, by fixtures of each kind of host. */
class DetectionTest {

  @TempDir private Path folder;

  @Test
  void systemdIsWhatRunsWhereItsFolderIs() throws IOException {
    Files.createDirectories(root("run/systemd/system"));
    Files.createDirectories(root("etc/init.d"));

    assertThat(services(new SaidPrograms().with("systemctl"))).isEqualTo("systemd");
    assertThat(services(new SaidPrograms())).isEqualTo("sysvinit");
  }

  @Test
  void openRcIsWhatRunsWhereItKeepsItsRunlevel() throws IOException {
    ProbeFixture.write(root("run/openrc/softlevel"), "default");
    Files.createDirectories(root("etc/init.d"));

    assertThat(services(new SaidPrograms().with("rc-service"))).isEqualTo("OpenRC");
  }

  @Test
  void aContainerHasNoServiceManager() {
    assertThat(services(new SaidPrograms().with("systemctl"))).isEqualTo("none");
  }

  private String services(SaidPrograms programs) {
    return ServiceManager.of(roots(), programs).name();
  }

  private static final String NETWORKCTL =
      """
        1 lo   loopback carrier  unmanaged
        2 ens3 ether    routable configured
        3 eth9 ether    routable unmanaged
      """;

  @Test
  void networkdIsInChargeOfWhatItDoesNotCallUnmanaged() throws IOException {
    SaidPrograms programs =
        new SaidPrograms().with("networkctl").says("networkctl list", NETWORKCTL);

    assertThat(network("ens3", programs)).isEqualTo("systemd-networkd");
    assertThat(network("eth9", programs)).isEqualTo("nothing that runs");
    assertThat(network("eth8", programs)).isEqualTo("nothing that runs");
  }

  @Test
  void aNetworkdThatDoesNotRunIsInChargeOfNothing() throws IOException {
    SaidPrograms programs =
        new SaidPrograms().with("networkctl").ends("networkctl list", 1, NETWORKCTL);

    assertThat(network("ens3", programs)).isEqualTo("nothing that runs");
  }

  @Test
  void networkManagerIsInChargeOfWhatIsConnected() throws IOException {
    SaidPrograms programs =
        new SaidPrograms()
            .with("nmcli")
            .says("nmcli -g GENERAL.STATE device show eth0", "100 (connected)\n")
            .says("nmcli -g GENERAL.STATE device show eth1", "10 (unmanaged)\n");

    assertThat(network("eth0", programs)).isEqualTo("NetworkManager");
    assertThat(network("eth1", programs)).isEqualTo("nothing that runs");
  }

  @Test
  void netplanIsOnTopOfOneOfThem() throws IOException {
    ProbeFixture.write(root("etc/netplan/50-cloud-init.yaml"), "network: {}\n");
    SaidPrograms programs =
        new SaidPrograms().with("networkctl", "netplan").says("networkctl list", NETWORKCTL);

    assertThat(network("ens3", programs)).isEqualTo("netplan with systemd-networkd");
    assertThat(NetworkConfigurer.of("ens3", roots(), programs).repairs("ens3"))
        .startsWith(List.of("networkctl", "renew", "ens3"))
        .endsWith(List.of("netplan", "apply"));
  }

  @Test
  void ifupdownIsInChargeOfWhatItsFilesName() throws IOException {
    ProbeFixture.write(root("etc/network/interfaces"), "source interfaces.d/*\n");
    ProbeFixture.write(root("etc/network/interfaces.d/eth0"), "auto eth0\niface eth0 inet dhcp\n");
    SaidPrograms programs = new SaidPrograms().with("ifup");

    assertThat(network("eth0", programs)).isEqualTo("ifupdown");
    assertThat(network("eth01", programs)).isEqualTo("nothing that runs");
    assertThat(network("eth", programs)).isEqualTo("nothing that runs");
  }

  @Test
  void aLeaseOfDhclientIsKnown() throws IOException {
    ProbeFixture.write(
        root("var/lib/dhcp/dhclient.eth0.leases"), "lease {\n  interface \"eth0\";\n}\n");

    assertThat(network("eth0", new SaidPrograms().with("dhclient"))).isEqualTo("dhclient");
  }

  private String network(String device, SaidPrograms programs) throws IOException {
    return NetworkConfigurer.of(device, roots(), programs).name();
  }

  @Test
  void enginesAreThoseThatAnswerAndThatNobodyLooksAfter() throws IOException {
    SaidPrograms programs = new SaidPrograms().with("docker", "podman", "crictl");

    assertThat(engines(programs)).containsExactly("podman", "crictl");
    ProbeFixture.write(root("run/docker.sock"), "");
    ProbeFixture.write(root("var/lib/kubelet/config.yaml"), "");
    assertThat(engines(programs)).containsExactly("docker", "podman");
  }

  private List<String> engines(SaidPrograms programs) throws IOException {
    return ContainerEngine.all(roots(), programs).stream().map(ContainerEngine::name).toList();
  }

  private Path root(String relative) {
    return folder.resolve("root").resolve(relative);
  }

  private Roots roots() {
    return ProbeFixture.roots(folder);
  }
}
