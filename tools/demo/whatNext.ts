import { exampleFile, exampleId, PROVISIONING_EXAMPLE } from '../n8n/drive/examples';

const CHECKING_EXAMPLE = exampleId('list-and-check-instances.json');

/** What somebody who has just signed in may do, by the names that the editor shows. */
export async function whatNext(): Promise<string[]> {
	const [provisioning, checking] = await Promise.all(
		[PROVISIONING_EXAMPLE, CHECKING_EXAMPLE].map(exampleFile),
	);
	return [
		'What to do now:',
		`  1. Sign in, and open "${provisioning.name}", on top of the list. It is the workflow that was run.`,
		'  2. Double-click "Create Instance" to see what goes in. Press "Execute workflow" to run it again:',
		'     "Create Instance" shows three more instances, since Create never looks for what is there.',
		`  3. Open "${checking.name}" and press "Execute workflow":`,
		'     "Get All Instances" lists all of them, "Check Connection" says which ones work.',
	];
}
