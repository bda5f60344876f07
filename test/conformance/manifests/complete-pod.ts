/** A pod template that has nearly every field that a user may write, as YAML below `template:` or a pod's root. */
export const COMPLETE_POD = `
metadata:
  labels: { app: shop, app.kubernetes.io/name: shop }
  annotations: { example.com/note: 'any text: at all' }
spec:
  activeDeadlineSeconds: 3600
  affinity:
    nodeAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 10
          preference:
            matchExpressions: [{ key: disk, operator: In, values: [ssd] }]
            matchFields: [{ key: metadata.name, operator: In, values: [node-1] }]
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions: [{ key: zone, operator: Exists }, { key: cores, operator: Gt, values: ['4'] }]
            matchFields: [{ key: metadata.name, operator: NotIn, values: [node-1] }]
    podAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 10
          podAffinityTerm:
            labelSelector: { matchLabels: { app: shop } }
            topologyKey: kubernetes.io/hostname
            namespaces: [other]
            namespaceSelector: { matchLabels: { team: a } }
            matchLabelKeys: [pod-template-hash]
            mismatchLabelKeys: [tier]
      requiredDuringSchedulingIgnoredDuringExecution:
        - labelSelector: { matchExpressions: [{ key: app, operator: In, values: [shop] }] }
          topologyKey: zone
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm: { labelSelector: { matchLabels: { app: shop } }, topologyKey: kubernetes.io/hostname }
      requiredDuringSchedulingIgnoredDuringExecution:
        - labelSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [shop] }] }
          topologyKey: zone
  automountServiceAccountToken: true
  dnsPolicy: None
  dnsConfig:
    nameservers: [192.0.2.1]
    searches: [example.com]
    options: [{ name: ndots, value: '2' }, { name: edns0 }]
  enableServiceLinks: false
  hostAliases: [{ ip: 127.0.0.1, hostnames: [shop.local] }]
  hostIPC: false
  hostNetwork: false
  hostPID: false
  hostname: shop
  subdomain: shops
  setHostnameAsFQDN: false
  hostUsers: true
  imagePullSecrets: [{ name: registry }]
  nodeName: node-1
  nodeSelector: { disk: ssd }
  os: { name: linux }
  preemptionPolicy: PreemptLowerPriority
  priority: 0
  priorityClassName: high
  readinessGates: [{ conditionType: example.com/ready }]
  restartPolicy: Always
  runtimeClassName: plain
  schedulerName: default-scheduler
  securityContext:
    fsGroup: 2000
    fsGroupChangePolicy: OnRootMismatch
    runAsGroup: 3000
    runAsNonRoot: true
    runAsUser: 1000
    seLinuxOptions: { level: 's0:c1,c2', role: r, type: t, user: u }
    seccompProfile: { type: Localhost, localhostProfile: profiles/a.json }
    appArmorProfile: { type: RuntimeDefault }
    supplementalGroups: [4000]
    supplementalGroupsPolicy: Merge
    sysctls: [{ name: net.ipv4.tcp_syncookies, value: '1' }]
    seLinuxChangePolicy: Recursive
  serviceAccountName: shop
  serviceAccount: shop
  shareProcessNamespace: true
  terminationGracePeriodSeconds: 30
  tolerations:
    - { key: dedicated, operator: Equal, value: shop, effect: NoSchedule }
    - { key: down, operator: Exists, effect: NoExecute, tolerationSeconds: 60 }
    - { operator: Exists }
  topologySpreadConstraints:
    - maxSkew: 1
      minDomains: 2
      topologyKey: zone
      whenUnsatisfiable: DoNotSchedule
      labelSelector: { matchLabels: { app: shop } }
      nodeAffinityPolicy: Honor
      nodeTaintsPolicy: Ignore
      matchLabelKeys: [pod-template-hash]
  initContainers:
    - name: init
      image: init:1
      command: [sh]
      resources: { requests: { cpu: 10m } }
    - name: sidecar
      image: sidecar:1
      restartPolicy: Always
      startupProbe: { tcpSocket: { port: 80, host: localhost } }
      lifecycle: { preStop: { sleep: { seconds: 3 } } }
  containers:
    - name: main
      image: shop:1
      imagePullPolicy: IfNotPresent
      command: [shop]
      args: ['--a=1', $(A)]
      workingDir: /srv
      stdin: true
      stdinOnce: true
      tty: true
      terminationMessagePath: /dev/termination-log
      terminationMessagePolicy: File
      env:
        - { name: A, value: a }
        - { name: B, valueFrom: { fieldRef: { fieldPath: metadata.name, apiVersion: v1 } } }
        - { name: C, valueFrom: { resourceFieldRef: { resource: limits.cpu, containerName: main, divisor: 1m } } }
        - { name: D, valueFrom: { configMapKeyRef: { name: settings, key: d, optional: true } } }
        - { name: E, valueFrom: { secretKeyRef: { name: secrets, key: e, optional: false } } }
      envFrom:
        - { prefix: P_, configMapRef: { name: settings, optional: true } }
        - { secretRef: { name: secrets, optional: true } }
      ports:
        - { name: http, containerPort: 8080, protocol: TCP }
        - { name: dns, containerPort: 53, hostPort: 5353, hostIP: 192.0.2.1, protocol: UDP }
      resources:
        limits: { cpu: 500m, memory: 1Gi, example.com/gpu: 1 }
        requests: { cpu: 0.1, memory: 128Mi, ephemeral-storage: 1Gi, example.com/gpu: 1 }
      resizePolicy: [{ resourceName: cpu, restartPolicy: NotRequired }]
      livenessProbe:
        httpGet: { path: /live, port: http, scheme: HTTP, host: example.com, httpHeaders: [{ name: X-A, value: a }] }
        initialDelaySeconds: 1
        periodSeconds: 2
        timeoutSeconds: 3
        successThreshold: 1
        failureThreshold: 4
        terminationGracePeriodSeconds: 5
      readinessProbe: { exec: { command: ['true'] }, successThreshold: 2 }
      startupProbe: { grpc: { port: 9000, service: shop } }
      lifecycle:
        postStart: { exec: { command: ['true'] } }
        preStop: { httpGet: { path: /stop, port: 8080 } }
      securityContext:
        allowPrivilegeEscalation: false
        capabilities: { add: [NET_ADMIN], drop: [ALL] }
        privileged: false
        procMount: Default
        readOnlyRootFilesystem: true
        runAsGroup: 1
        runAsNonRoot: true
        runAsUser: 1
        seLinuxOptions: { level: s0 }
        seccompProfile: { type: RuntimeDefault }
        appArmorProfile: { type: Localhost, localhostProfile: a }
      volumeMounts:
        - { name: data, mountPath: /data, subPath: a, readOnly: true, mountPropagation: None, recursiveReadOnly: Disabled }
        - { name: config, mountPath: /config, subPathExpr: $(A) }
      volumeDevices: [{ name: raw, devicePath: /dev/xda }]
    - name: second
      image: second:1
  volumes:
    - { name: data, emptyDir: { medium: Memory, sizeLimit: 1Gi } }
    - name: config
      configMap: { name: settings, defaultMode: 420, optional: true, items: [{ key: a, path: a/b, mode: 256 }] }
    - name: secret
      secret: { secretName: secrets, defaultMode: 420, optional: true, items: [{ key: a, path: a, mode: 256 }] }
    - { name: raw, persistentVolumeClaim: { claimName: raw, readOnly: false } }
    - { name: host, hostPath: { path: /var/log, type: Directory } }
    - name: downward
      downwardAPI:
        defaultMode: 420
        items:
          - { path: labels, fieldRef: { fieldPath: metadata.labels }, mode: 256 }
          - { path: cpu, resourceFieldRef: { containerName: main, resource: limits.cpu, divisor: 1m } }
    - name: all
      projected:
        defaultMode: 420
        sources:
          - { configMap: { name: settings, optional: true, items: [{ key: a, path: p/a, mode: 256 }] } }
          - { secret: { name: secrets, optional: true, items: [{ key: b, path: p/b }] } }
          - { downwardAPI: { items: [{ path: p/c, fieldRef: { fieldPath: metadata.name } }] } }
          - { serviceAccountToken: { audience: api, expirationSeconds: 3600, path: p/token } }
          - { clusterTrustBundle: { name: bundle, path: p/bundle, optional: true } }
    - { name: csi, csi: { driver: csi.example.com, fsType: ext4, readOnly: true, volumeAttributes: { a: b }, nodePublishSecretRef: { name: s } } }
    - name: ephemeral
      ephemeral:
        volumeClaimTemplate:
          metadata: { labels: { a: b } }
          spec:
            accessModes: [ReadWriteOnce]
            resources: { requests: { storage: 1Gi } }
            storageClassName: fast
            volumeMode: Filesystem
    - { name: nfs, nfs: { server: nfs.example.com, path: /exports, readOnly: true } }
    - { name: image, image: { reference: 'data:1', pullPolicy: Always } }
    - name: iscsi
      iscsi:
        targetPortal: '192.0.2.1:3260'
        iqn: iqn.2001-04.com.example:storage
        lun: 0
        fsType: ext4
        iscsiInterface: default
        portals: ['192.0.2.2:3260']
        initiatorName: iqn.2001-04.com.example:init
        secretRef: { name: s }
        chapAuthSession: true
        chapAuthDiscovery: false
        readOnly: true
    - { name: fc, fc: { targetWWNs: ['500a0982991b8dc5'], lun: 2, fsType: ext4, readOnly: true } }
    - { name: flex, flexVolume: { driver: example.com/flex, fsType: ext4, options: { a: b }, readOnly: true, secretRef: { name: s } } }
    - { name: ebs, awsElasticBlockStore: { volumeID: vol-1, fsType: ext4, partition: 1, readOnly: true } }
    - { name: azuredisk, azureDisk: { diskName: d, diskURI: 'https://d.blob.example.com/d.vhd', kind: Dedicated, cachingMode: None, fsType: ext4, readOnly: false } }
    - { name: azurefile, azureFile: { secretName: s, shareName: share, readOnly: true } }
    - { name: ceph, cephfs: { monitors: ['192.0.2.1:6789'], path: /a, user: u, secretFile: /etc/s, secretRef: { name: s }, readOnly: true } }
    - { name: cinder, cinder: { volumeID: v, fsType: ext4, readOnly: true, secretRef: { name: s } } }
    - { name: flocker, flocker: { datasetName: d } }
    - { name: gce, gcePersistentDisk: { pdName: d, fsType: ext4, partition: 1, readOnly: true } }
    - { name: git, gitRepo: { repository: 'https://example.com/a.git', revision: main, directory: a } }
    - { name: gluster, glusterfs: { endpoints: e, path: p, readOnly: true } }
    - { name: photon, photonPersistentDisk: { pdID: p, fsType: ext4 } }
    - { name: portworx, portworxVolume: { volumeID: v, fsType: ext4, readOnly: true } }
    - { name: quobyte, quobyte: { registry: '192.0.2.1:7861', volume: v, readOnly: true, user: u, group: g, tenant: t } }
    - { name: rbd, rbd: { monitors: ['192.0.2.1:6789'], image: i, pool: p, user: u, keyring: /k, fsType: ext4, readOnly: true, secretRef: { name: s } } }
    - { name: scaleio, scaleIO: { gateway: 'https://example.com/api', system: s, secretRef: { name: s }, volumeName: v, protectionDomain: d, storagePool: p, storageMode: ThinProvisioned, fsType: ext4, sslEnabled: true, readOnly: true } }
    - { name: storageos, storageos: { volumeName: v, volumeNamespace: ns, fsType: ext4, readOnly: true, secretRef: { name: s } } }
    - { name: vsphere, vsphereVolume: { volumePath: '[ds] a', fsType: ext4, storagePolicyName: p, storagePolicyID: i } }
`;
