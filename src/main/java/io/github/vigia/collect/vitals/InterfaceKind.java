package io.github.vigia.collect.vitals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an interface counts for. What goes through a bridge, a tunnel or a VLAN goes through a
 * physical interface too and must not be counted twice.
 */
enum InterfaceKind {
  /** Carries the host's traffic: in the totals, and its carrier is watched. */
  COUNTED,
  /** Has figures of its own, and that is all. */
  SHOWN,
  /** One end of a container's or virtual machine's cable: comes and goes, and is left out. */
  EPHEMERAL;

  private static final List<String> CABLE_ENDS =
      List.of("veth", "cali", "lxc", "lxd", "tap", "vnet", "fwpr", "fwln", "nic-", "cilium_");

  private static final List<String> VIRTUAL =
      List.of(
          "docker",
          "br-",
          "virbr",
          "vmbr",
          "lxdbr",
          "cni",
          "flannel",
          "cbr",
          "podman",
          "fwbr",
          "vxlan",
          "geneve",
          "kube-",
          "nodelocaldns",
          "dummy",
          "ifb",
          "tun",
          "wg",
          "tailscale",
          "zt",
          "sit",
          "gre",
          "erspan",
          "ip6tnl",
          "ip6gre",
          "ip_vti",
          "ip6_vti",
          "ipip",
          "teql",
          "macvtap",
          "ovs-");

  /**
   * @param net {@code /sys/class/net}
   */
  static InterfaceKind of(String name, Path net) {
    if (startsWithOneOf(name, CABLE_ENDS)) {
      return EPHEMERAL;
    }
    return name.equals("lo") || startsWithOneOf(name, VIRTUAL) || isMadeOfOthers(name, net)
        ? SHOWN
        : COUNTED;
  }

  /** Whether it is an alias, a VLAN, a bridge or a bond. */
  private static boolean isMadeOfOthers(String name, Path net) {
    if (name.indexOf(':') >= 0) {
      return true;
    }
    if (!isFileName(name)) {
      return false;
    }
    String parent = parent(name);
    return (!parent.isEmpty() && Files.exists(net.resolve(parent)))
        || Files.exists(net.resolve(name).resolve("bridge"))
        || Files.exists(net.resolve(name).resolve("bonding"));
  }

  /** The interface that a VLAN called {@code name} would be on; empty if it is no such name. */
  static String parent(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : "";
  }

  /**
   * Whether sysfs can be asked for it. Java refuses other characters than ASCII in paths where the
   * locale is C, and the name of a hostile text may lead elsewhere.
   */
  static boolean isFileName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c > '~' || c == '/') {
        return false;
      }
    }
    return !name.equals(".") && !name.equals("..");
  }

  private static boolean startsWithOneOf(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
