/**
 * Hosts that are called without encryption: what is sent there does not leave the user's own machine or network.
 * All take the host name of a URL, which has brought an address in digits into its usual form: `http://0x7f.1` is
 * `127.0.0.1` there, and IPv6 stands in brackets.
 */

/** Whether a host name is this machine. */
export function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		hostname === '[::1]' ||
		/^127(\.\d{1,3}){3}$/.test(hostname)
	);
}

/**
 * Whether a host is this machine, a container, or a private address. Addresses of the link alone are none of these:
 * under 169.254.169.254 clouds give away the keys of a machine.
 */
export function isOwnNetwork(hostname: string): boolean {
	return isLoopback(hostname) || isContainerName(hostname) || isPrivateAddress(hostname);
}

/** A name without a dot is known in a network of containers alone. */
function isContainerName(hostname: string): boolean {
	return /^[a-z\d_-]+$/i.test(hostname);
}

/** RFC 1918 for IPv4, RFC 4193 for IPv6. */
function isPrivateAddress(hostname: string): boolean {
	if (/^\[f[cd][\da-f]{2}:/.test(hostname)) return true;
	const digits = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(hostname);
	if (!digits) return false;
	const [first, second] = [Number(digits[1]), Number(digits[2])];
	return (
		first === 10 ||
		(first === 172 && second >= 16 && second <= 31) ||
		(first === 192 && second === 168)
	);
}
