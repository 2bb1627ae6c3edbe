/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { Clock } from './clock';
import { BulkJobs } from './finance/bulk/jobs';
import { Companies } from './finance/companies';
import { InstanceQueues } from './finance/queue';
import { DEFAULT_SETTINGS, type FinanceSettings } from './finance/settings';
import { EventService } from './events/eventService';
import { Identifiers } from './identifiers';
import { Lifetime } from './lifetime';
import { Lists } from '../gateway/listing';
import { systemClock } from '../gateway/queue';
import { findElement, type ElementDefinition } from '../gateway/api/elements/definition';
import type { Profile } from '../gateway/api/profile';
import { ELEMENTS } from './platform/elements/elementCatalogue';
import { ElementTransformations } from './platform/elements/elementTransformations';
import { USUAL_HABITS, type ServiceHabits } from './platform/habits';
import { InstanceStore } from './platform/instanceStore';
import type { SavedState } from './stateFile';
import type { SandboxOptions, StoredInstance } from './types';
import { Offices } from './webConnector';

/** What a list of a company file may take, however long it is. */
const LIST_WAIT_MS = 600_000;

export interface Secrets {
	userSecret: string;
	organizationSecret: string;
	username: string;
	password: string;
}

/** Everything the service would keep, in memory. */
export class World {
	readonly clock = new Clock();
	readonly lifetime = new Lifetime();
	readonly instances = new InstanceStore();
	private tokens = 0;
	/** In what Cloud Elements differs from the gateway. */
	private readonly profile: Profile = {
		newToken: () => this.identifiers.secret(`token/${this.start}/${(this.tokens += 1)}`),
		keepsSecretsApart: false,
		members: ({ id }) => {
			const { traceLoggingEnabled, externalAuthentication } = this.instances.platformFacts(id)!;
			return { traceLoggingEnabled, externalAuthentication, user: this.user };
		},
	};
	/** What the gateway's functions about instances work with. */
	readonly api = { elements: ELEMENTS, profile: this.profile };
	/** Where the companies have Web Connectors, if they have any. */
	readonly offices?: Offices;
	readonly companies: Companies;
	readonly queues = new InstanceQueues();
	/** Where lists that are long are kept while they are read. */
	readonly listFolder = path.join(os.tmpdir(), `sandbox-lists-${randomUUID()}`);
	readonly lists = new Lists({
		clock: systemClock,
		folder: this.listFolder,
		waitMs: LIST_WAIT_MS,
	});
	/** Changed by tests at any time. */
	readonly settings: FinanceSettings;
	/** How instances are shown; changed by tests at any time. */
	readonly habits: ServiceHabits = { ...USUAL_HABITS };
	readonly bulk = new BulkJobs(this);
	readonly transformations = new ElementTransformations();
	readonly eventService = new EventService(this);
	readonly identifiers: Identifiers;
	readonly secrets: Secrets;
	readonly bearerTokens = new Set<string>();
	readonly organization = { id: 1, name: 'Sandbox', createdDate: '2017-06-06T19:08:52Z' };
	readonly account = {
		id: 1,
		name: 'Sandbox',
		active: true,
		defaultAccount: true,
		type: 'default',
	};
	/** The owner, as instances show it. */
	readonly user = {
		id: 1,
		emailAddress: 'sandbox@example.com',
		firstName: 'Sandbox',
		lastName: 'User',
	};

	/**
	 * @param saved what an earlier run left in its state file.
	 * @param changed called after each change of what is kept.
	 */
	constructor(
		readonly options: SandboxOptions,
		readonly saved: SavedState | undefined,
		readonly changed: () => void,
	) {
		const { extraCustomers, closingDate, webConnector = false } = options;
		const now = () => this.clock.now();
		this.offices = webConnector ? new Offices(now) : undefined;
		this.companies = new Companies(extraCustomers, closingDate, now, this.offices);
		this.settings = { ...DEFAULT_SETTINGS, ...options.finance };
		this.start = (saved?.start ?? 0) + 1;
		this.identifiers = new Identifiers(
			saved?.identifierKey ?? Identifiers.fromSeed(options.seed),
			this.start,
		);
		this.secrets = {
			userSecret:
				options.userSecret ?? saved?.secrets.userSecret ?? this.identifiers.secret('userSecret'),
			organizationSecret:
				options.organizationSecret ??
				saved?.secrets.organizationSecret ??
				this.identifiers.hex('organizationSecret'),
			username: this.user.emailAddress,
			password: saved?.secrets.password ?? this.identifiers.hex('password'),
		};
		if (saved) {
			this.organization.name = saved.organizationName;
			this.instances.restore(saved.instances, saved.highestInstanceId);
			for (const instance of this.instances.all()) this.eventService.noteConfiguration(instance);
			this.eventService.events.restore(saved.notifications ?? []);
			this.companies.restore(saved.companies);
			this.transformations.restore(saved.transformations);
		}
	}

	/** How many times a sandbox has started on this state. */
	readonly start: number;

	elementOf(instance: StoredInstance): ElementDefinition {
		return findElement(ELEMENTS, instance.elementKey);
	}

	/** Forgets all data and what is still to come; secrets stay. */
	clear(): void {
		this.lifetime.restart();
		this.instances.clear();
		this.tokens = 0;
		this.eventService.clear();
		this.companies.clear();
		this.bulk.clear();
		Object.assign(this.settings, DEFAULT_SETTINGS, this.options.finance);
		Object.assign(this.habits, USUAL_HABITS);
		this.transformations.clear();
		this.queues.resetPeaks();
		this.bearerTokens.clear();
		this.organization.name = 'Sandbox';
		this.clock.offsetMs = 0;
		this.changed();
	}

	/** What a state file has to hold. */
	toSavedState(): SavedState {
		return {
			version: 2,
			start: this.start,
			identifierKey: this.identifiers.key,
			secrets: this.secrets,
			organizationName: this.organization.name,
			highestInstanceId: this.instances.highestId,
			instances: this.instances.all(),
			notifications: this.eventService.events.notificationsNow(),
			companies: this.companies.toSaved((id) => this.instances.get(id) !== undefined),
			transformations: this.transformations.toSaved(),
		};
	}
}
